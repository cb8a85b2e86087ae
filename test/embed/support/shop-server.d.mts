export interface Shop {
  readonly port: number;
  /** What the desk is started with: its config, its database, the secrets that it shares with the shop, its agents' password. */
  readonly data: {
    readonly signing: string;
    readonly webhook: string;
    readonly password: string;
    readonly deskConfig: string;
    readonly database: string;
  };
  /** Serves one more page; returns its path. */
  addPage(html: string, headers: Record<string, string>): string;
  /** From now on the pages name this port as the desk's. */
  useDesk(port: number): void;
  /** Whether it accepts the desk's webhooks, or answers 503. */
  acceptWebhooks(does: boolean): void;
  close(): Promise<void>;
}
/** Starts the demo shop in this process, on a free port. Its data is in `folder`; `names` are the hosts that pages use. */
export declare function openShop(folder: string, names: readonly string[]): Promise<Shop>;
