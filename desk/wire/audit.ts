/**
 * The audit log, for supervisors.
 *
 * - `GET /audit?before=&actor=&ticket=` → AuditView
 */

/** Newest first, 50 entries a page. */
export interface AuditView {
  entries: {
    id: string;
    at: number;
    actor: string;
    action: string;
    ticket: string | null;
    detail: string | null;
  }[];
  /** The `before` of the next page; absent on the last page. */
  next?: string;
}
