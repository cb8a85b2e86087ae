import type { Answer } from '../desk-client/request.ts';
import type { DraftStore } from './draft-store.ts';

/** How often screenshots are sent anew for one request. */
const MAX_RENEWALS = 2;

/**
 * Sends a request that names screenshots. A desk refuses those that it has deleted since, or that
 * another request named before: they are sent anew, and then the request.
 * @param send sends what the draft names now; without screenshots if they are lost: a request from
 * before a reload
 * @param isHere whether the member of the draft still is
 */
export const sendWithPictures = async <Value>(
  drafts: DraftStore,
  send: (isLost: boolean) => Promise<Answer<Value>>,
  isHere: () => boolean,
): Promise<Answer<Value>> => {
  for (let renewals = MAX_RENEWALS; ; renewals--) {
    const { attachments = [] } = drafts.state;
    const answer = await send(false);
    if (answer.ok || answer.code !== 'unknown-attachment' || !renewals) return answer;
    if (!drafts.pictures) return send(true);
    const lost = answer.errors.map(({ pointer }) => attachments[Number(pointer.split('/')[2])]);
    const isThere = await drafts.pictures.renew(lost.filter((id) => id !== undefined));
    if (!isHere()) return answer;
    if (!isThere) return { ...answer, code: 'unreachable' };
  }
};
