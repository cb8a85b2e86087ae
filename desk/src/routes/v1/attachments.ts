import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import type { Attachment } from '../../../../src/contract/attachment.ts';
import { DAY, HOUR, iso, MINUTE, SECOND } from '../../../../src/core/time.ts';
import { fingerprint, hashIdempotencyKey, throttleKey } from '../../auth/secrets.ts';
import type { Deps } from '../../deps.ts';
import { MAX_PICTURE_BYTES, pictureType } from '../../domain/picture-type.ts';
import { limitBodyTo } from '../../http/body-limit.ts';
import { readForm } from '../../http/multipart-form.ts';
import { json, problems, type Paths } from '../../http/openapi-parts.ts';
import { problem, retryAfter } from '../../http/problem.ts';
import { requestAddress } from '../../http/rate-limit.ts';
import { createStreamLimit } from '../../http/stream-limit.ts';
import { PictureFailure } from '../../pictures/pictures.ts';
import type { Limit, StoredAttachment } from '../../store/store.ts';
import {
  idempotencyKeyParameter,
  requireIdempotencyKey,
  type KeyedEnv,
} from './idempotency-key.ts';
import type { MemberContact } from './member-contact.ts';

export const ATTACHMENTS_PATH = '/v1/attachments';

/** A screenshot that nobody claims is deleted after this time, ms. */
const UNCLAIMED_MS = DAY;
/** What multipart/form-data adds to a file: boundaries, and the name of the file. */
const ENVELOPE_BYTES = 16 * 1024;
/** Uploads that are under way at once: each holds its file in memory. */
const UPLOADS = { streams: 16, streamsPerAddress: 4 };
const BUSY_RETRY_MS = 5 * SECOND;
const OFF_RETRY_MS = 10 * MINUTE;
/** How many kB of files may come with each screenshot that a limit allows, on average. */
const KB_EACH = 1024;
const MEGABYTE = 1024 * 1024;

const attachmentView = ({
  id,
  type,
  width,
  height,
  bytes,
  createdAt,
  expiresAt,
}: StoredAttachment): Attachment => ({
  id,
  type,
  width,
  height,
  bytes,
  expiresAt: iso(expiresAt ?? createdAt + UNCLAIMED_MS),
});

/** `POST /v1/attachments`: keeps one screenshot, until a brief or a callback claims it. */
export function attachmentRoutes(deps: Deps, member: MemberContact) {
  const { store, secret, random, pictures, log } = deps;
  const routes = new Hono<KeyedEnv>();
  const uploads = createStreamLimit();

  /** Limits of one sender, and of all: how many, and how many kB. */
  function limitsOf(
    address: string,
    kb: number,
    { perAddressPerHour, perHour }: { perAddressPerHour: number; perHour: number },
  ): Limit[] {
    const limit = (points: number, cost: number, ...parts: string[]): Limit => ({
      key: throttleKey(secret, 'attachments', ...parts),
      points,
      cost,
      ms: HOUR,
    });
    return [
      limit(perAddressPerHour, 1, 'of', address),
      limit(perAddressPerHour * KB_EACH, kb, 'kB', address),
      limit(perHour, 1, 'all'),
      limit(perHour * KB_EACH, kb, 'kB'),
    ];
  }

  routes.post(
    '/attachments',
    requireIdempotencyKey,
    member,
    async (c, next) => {
      const { desk } = c.get('config');
      if (desk.attachments.max === 0) return problem(c, 'attachments-unavailable');
      if (!pictures?.available())
        return problem(c, 'unavailable', { headers: retryAfter(OFF_RETRY_MS) });
      const place = uploads.open(requestAddress(c, desk), UPLOADS);
      if (!place.ok) return problem(c, place.refusal, { headers: retryAfter(BUSY_RETRY_MS) });
      try {
        await next();
      } finally {
        place.close();
      }
      return undefined;
    },
    limitBodyTo(MAX_PICTURE_BYTES + ENVELOPE_BYTES),
    async (c) => {
      const contentType = c.req.header('content-type') ?? '';
      if (!/^multipart\/form-data\s*;/i.test(contentType))
        return problem(c, 'unsupported-media-type');
      const form = await readForm(await c.req.arrayBuffer(), contentType);
      if (!form)
        return problem(c, 'invalid-body', { errors: [{ pointer: '', code: 'form-data' }] });
      const [file, ...others] = form.getAll('file');
      if (!(file instanceof File) || others.length > 0)
        return problem(c, 'invalid-body', {
          errors: [{ pointer: '/file', code: others.length > 0 ? 'one' : 'missing' }],
        });
      if (file.size > MAX_PICTURE_BYTES) return problem(c, 'body-too-large');
      const bytes = new Uint8Array(await file.arrayBuffer());
      const unreadable = (code: string): Response =>
        problem(c, 'picture-not-readable', { errors: [{ pointer: '/file', code }] });
      if (pictureType(bytes) === undefined) return unreadable('type');

      const { desk } = c.get('config');
      const now = c.get('now');
      const idempotency = {
        keyHash: hashIdempotencyKey(secret, `attachment ${c.get('idempotencyKey')}`),
        fingerprint: fingerprint(secret, createHash('sha256').update(bytes).digest('base64url')),
      };
      const stored = (attachment: StoredAttachment, isReplay: boolean): Response => {
        if (isReplay) c.header('Idempotency-Replayed', 'true');
        return c.json(attachmentView(attachment), isReplay ? 200 : 201);
      };
      const full = (): Response => {
        log.warn('no room for more screenshots');
        return problem(c, 'attachments-full');
      };
      const before = await store.attachments.replay(idempotency, now);
      if (before?.kind === 'replayed') return stored(before.attachment, true);
      if (before) return problem(c, 'idempotency-key-reused');

      const maxBytes = desk.attachments.megabytes * MEGABYTE;
      // Before it is drawn, which takes far longer than to look.
      if ((await store.attachments.totalBytes()) >= maxBytes) return full();
      const kb = Math.ceil(bytes.length / 1024);
      const taken = await store.throttle.take(
        limitsOf(requestAddress(c, desk), kb, desk.attachments),
        now,
      );
      if (!taken.ok)
        return problem(c, 'too-many-requests', { headers: retryAfter(taken.retryAfterMs) });
      if (!pictures) return problem(c, 'unavailable');
      let shrunk;
      try {
        shrunk = await pictures.shrink(bytes);
      } catch (err) {
        if (!(err instanceof PictureFailure)) throw err;
        log.warn({ err }, 'a screenshot was not drawn');
        if (err.kind === 'timeout') return unreadable('damaged');
        return problem(c, 'unavailable', { headers: retryAfter(BUSY_RETRY_MS) });
      }
      if (shrunk.kind !== 'shrunk') return unreadable(shrunk.kind);
      const { width, height, data } = shrunk;
      const outcome = await store.attachments.add({
        id: Buffer.from(random(16)).toString('base64url'),
        picture: { type: 'image/jpeg', width, height, data },
        now,
        expiresAt: now + UNCLAIMED_MS,
        idempotency,
        maxBytes,
      });
      if (outcome.kind === 'full') return full();
      if (outcome.kind === 'key-reused') return problem(c, 'idempotency-key-reused');
      return stored(outcome.attachment, outcome.kind === 'replayed');
    },
  );
  return routes;
}

export const attachmentPaths: Paths = {
  [ATTACHMENTS_PATH]: {
    post: {
      operationId: 'createAttachment',
      summary: 'Send a screenshot',
      description:
        'One picture, JPEG, PNG or WebP, of at most 5 MB and 40 megapixels. The desk draws it anew, smaller and without metadata. Name the id in a brief or a callback within 24 hours, once. The same Idempotency-Key with the same file gives the same screenshot.',
      security: [{}, { memberToken: [] }],
      parameters: [idempotencyKeyParameter],
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['file'],
              properties: {
                file: { type: 'string', contentMediaType: 'application/octet-stream' },
              },
            },
          },
        },
      },
      responses: {
        200: json(
          'Attachment',
          'The screenshot that this key already made; carries `Idempotency-Replayed: true`',
        ),
        201: json('Attachment', 'What the desk keeps of it'),
        ...problems(
          'invalid-body',
          'idempotency-key-missing',
          'attachments-unavailable',
          'body-too-large',
          'unsupported-media-type',
          'picture-not-readable',
          'idempotency-key-reused',
          'too-many-requests',
          'internal',
          'unavailable',
          'attachments-full',
        ),
      },
    },
  },
};
