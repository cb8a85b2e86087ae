import type { BriefCode } from '../contract/brief-code.ts';
import type { Brief } from '../contract/callback.ts';
import { addressBeside, type Desk } from './desk.ts';
import { request, type Answer } from './request.ts';
import { stringify } from '../core/stringify.ts';

/** A code. Desks of before give no key with it. */
export type KnownCode = Omit<BriefCode, 'key'> & { key?: string | undefined };

/** The code in an answer, or undefined if there is none. */
export const readBriefCode = (answer: unknown): KnownCode | undefined => {
  const { code, expiresAt, key } = (answer ?? {}) as Partial<BriefCode>;
  return typeof code === 'string' &&
    typeof expiresAt === 'string' &&
    /^\d{6}$/.test(code) &&
    Date.parse(expiresAt)
    ? { code, expiresAt, key }
    : undefined;
};

/**
 * Leaves a brief at the desk and returns the code under which the agent finds it. Never rejects.
 */
export const requestBriefCode = async (desk: Desk, brief: Brief): Promise<Answer<KnownCode>> =>
  request(
    desk.network,
    addressBeside(desk.callbacks, 'briefs'),
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await desk.headers()) },
      body: stringify(brief),
    },
    readBriefCode,
  );
