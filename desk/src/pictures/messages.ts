/** What has become of a picture. */
export type Shrunk =
  | { kind: 'shrunk'; width: number; height: number; data: Uint8Array }
  /** Not a picture of the three types, or not a whole one. */
  | { kind: 'damaged' }
  | { kind: 'too-many-pixels' };

/** What the process says: `ready` once, then one reply to each picture. */
export type Reply = Shrunk | { kind: 'ready' };

export const sendReply = (reply: Reply): void => void process.send?.(reply);
