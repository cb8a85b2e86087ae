import { decodeProtectedHeader, errors, jwtVerify, type CryptoKey, type JWTPayload } from 'jose';
import type { Member, UnverifiedReason } from '../../../src/core/resolve.ts';
import { bearerToken } from './bearer.ts';
import { isStorable } from '../domain/storable.ts';

/** Longest validity of a member token, s. */
const MAX_LIFETIME_SECONDS = 15 * 60;
/** Tolerated difference between the clocks of shop and desk, s. */
const LEEWAY_SECONDS = 30;
const MAX_ID_LENGTH = 200;
const MAX_NAME_LENGTH = 64;
const MAX_PHONE_LENGTH = 40;

/** Algorithms that a shop may sign with. `none` is not among them. */
export const ALGORITHMS = ['HS256', 'ES256', 'EdDSA', 'RS256'] as const;

/** A key with which the shop signs member tokens, and the only algorithm that it is used with. */
export interface MemberKey {
  kid: string;
  alg: (typeof ALGORITHMS)[number];
  key: CryptoKey | Uint8Array;
}

export interface Identity {
  member: Member;
  /** The shop's id of a verified member. */
  sub: string | undefined;
  /** The verified member's phone number, as the shop wrote it; not checked. */
  phone: string | undefined;
}

/**
 * Identifies the sender by the `Authorization` header at an instant (epoch ms). Never rejects: with
 * a bad token the sender is a guest.
 */
export type Identify = (authorization: string | undefined, now: number) => Promise<Identity>;

const guest = (reason: UnverifiedReason): Identity => ({
  member: { verified: false, reason },
  sub: undefined,
  phone: undefined,
});

function reasonOf(error: unknown): UnverifiedReason {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.claim === 'aud' ? 'wrong-audience' : 'malformed';
  // An algorithm other than the key's is an attempt to have the key misused.
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed
  )
    return 'bad-signature';
  return 'malformed';
}

const text = (value: unknown, maxLength: number): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= maxLength && isStorable(value)
    ? value
    : undefined;

function judge({ sub, tier, name, phone, exp }: JWTPayload, now: number): Identity {
  const [subject, tierId] = [text(sub, MAX_ID_LENGTH), text(tier, MAX_ID_LENGTH)];
  if (subject === undefined || tierId === undefined || exp === undefined) return guest('malformed');
  if (exp * 1000 > now + (MAX_LIFETIME_SECONDS + LEEWAY_SECONDS) * 1000)
    return guest('too-long-lived');
  return {
    member: {
      verified: true,
      tier: tierId,
      name: text(name, MAX_NAME_LENGTH),
      expiresAt: exp * 1000,
    },
    sub: subject,
    phone: text(phone, MAX_PHONE_LENGTH),
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

/** @param audience The desk's id, which a token must name */
export function createIdentify(keys: readonly MemberKey[], audience: string): Identify {
  return async (authorization, now) => {
    if (authorization === undefined) return guest('missing');
    const token = bearerToken(authorization);
    if (token === undefined) return guest('malformed');
    const key = keyOf(token, keys);
    if (typeof key === 'string') return guest(key);
    try {
      const { payload } = await jwtVerify(token, key.key, {
        // The key determines the algorithm, never the token.
        algorithms: [key.alg],
        audience,
        requiredClaims: ['exp'],
        clockTolerance: LEEWAY_SECONDS,
        currentDate: new Date(now),
      });
      return judge(payload, now);
    } catch (error) {
      return guest(reasonOf(error));
    }
  };
}
