import { decodeProtectedHeader, errors, jwtVerify, type CryptoKey, type JWTPayload } from 'jose';
import type { Member, UnverifiedReason } from '../../../src/core/resolve.ts';
import { bearerToken } from './bearer.ts';
import { isStorable } from '../domain/storable.ts';

/** A shop vouches for a member for so long at most. */
const LONGEST_SECONDS = 15 * 60;
/** The shop's clock and the desk's may differ by so much. */
const LEEWAY_SECONDS = 30;
const LONGEST_ID = 200;
const LONGEST_NAME = 64;

/** The algorithms a shop may sign with; `none` and the like are not among them. */
export const ALGORITHMS = ['HS256', 'ES256', 'EdDSA', 'RS256'] as const;

/** A key the shop signs its members' tokens with, and the one algorithm it is used with. */
export interface MemberKey {
  kid: string;
  alg: (typeof ALGORITHMS)[number];
  key: CryptoKey | Uint8Array;
}

/** Who a token speaks for; `sub`, the shop's id of the member, only where it is believed. */
export type Identity = { member: Member; sub: string | undefined };

/** Judges the `Authorization` header of a request at an instant (epoch ms). Never rejects: a bad token is a stranger's. */
export type Identify = (authorization: string | undefined, now: number) => Promise<Identity>;

const stranger = (reason: UnverifiedReason): Identity => ({
  member: { verified: false, reason },
  sub: undefined,
});

function reasonOf(error: unknown): UnverifiedReason {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.claim === 'aud' ? 'wrong-audience' : 'malformed';
  // Another algorithm than its key's is an attempt to have the key misread.
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed
  )
    return 'bad-signature';
  return 'malformed';
}

const text = (value: unknown, most: number): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= most && isStorable(value)
    ? value
    : undefined;

function judge({ sub, tier, name, exp }: JWTPayload, now: number): Identity {
  const [subject, tierId] = [text(sub, LONGEST_ID), text(tier, LONGEST_ID)];
  if (subject === undefined || tierId === undefined || exp === undefined)
    return stranger('malformed');
  if (exp * 1000 > now + (LONGEST_SECONDS + LEEWAY_SECONDS) * 1000)
    return stranger('too-long-lived');
  return {
    member: { verified: true, tier: tierId, name: text(name, LONGEST_NAME), expiresAt: exp * 1000 },
    sub: subject,
  };
}

function keyOf(token: string, keys: readonly MemberKey[]): MemberKey | UnverifiedReason {
  try {
    const { kid } = decodeProtectedHeader(token);
    return keys.find((key) => key.kid === kid) ?? 'unknown-key';
  } catch {
    return 'malformed';
  }
}

/** @param audience The desk's id, which a token must be meant for */
export function createIdentify(keys: readonly MemberKey[], audience: string): Identify {
  return async (authorization, now) => {
    if (authorization === undefined) return stranger('missing');
    const token = bearerToken(authorization);
    if (token === undefined) return stranger('malformed');
    const key = keyOf(token, keys);
    if (typeof key === 'string') return stranger(key);
    try {
      const { payload } = await jwtVerify(token, key.key, {
        // The key says how it is used; a token has no say in it.
        algorithms: [key.alg],
        audience,
        requiredClaims: ['exp'],
        clockTolerance: LEEWAY_SECONDS,
        currentDate: new Date(now),
      });
      return judge(payload, now);
    } catch (error) {
      return stranger(reasonOf(error));
    }
  };
}
