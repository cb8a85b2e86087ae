import type { ProblemCode } from '../contract/problem.ts';
import type { ContactStore } from './contact-store.ts';
import { Store } from './store.ts';

/** What became of the request for a callback that the member sent last. */
export type Submission =
  | { phase: 'idle' }
  /** `proving`: very many request a callback, and this device does the work that the desk asks for. */
  | { phase: 'sending'; proving?: boolean }
  /** `kept`: whether the request outlives the page, so that a later page sends it. */
  | { phase: 'waiting-for-network'; kept?: boolean }
  /**
   * A request was sent, and no answer came: it may have been stored. `asking`: whether the desk is
   * being asked about it now.
   */
  | { phase: 'unknown'; kept?: boolean; asking?: boolean; retryAfter?: number | undefined }
  | {
      phase: 'refused';
      /** `too-late`: it waited so long that it was not sent without asking the member again. */
      code: ProblemCode | 'too-late';
      field?: string | undefined;
      reason?: string | undefined;
      retryAfter?: number | undefined;
    };

const submissions = new WeakMap<ContactStore, Store<Submission>>();

/** The submission of a source, for whatever shows it. The sender of the source changes it. */
export const submissionOf = (contacts: ContactStore): Store<Submission> => {
  const submission = submissions.get(contacts) ?? new Store<Submission>({ phase: 'idle' });
  submissions.set(contacts, submission);
  return submission;
};
