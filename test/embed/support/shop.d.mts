export interface Shop {
  readonly port: number;
  /** What the desk needs: its config, its database, the secrets that the shop signs with and checks by, and its agents' password. */
  readonly data: {
    readonly signing: string;
    readonly webhook: string;
    readonly password: string;
    readonly deskConfig: string;
    readonly database: string;
  };
  /** Serves one more page, at the path that it returns. */
  addPage(html: string, headers: Record<string, string>): string;
  /** The pages name this port as the desk's from now on. */
  useDesk(port: number): void;
  /** Whether it takes what the desk tells it. */
  hearEvents(does: boolean): void;
  close(): Promise<void>;
}
/** The demo shop in this process, on a free port, with its data in `folder`; `names` are the hosts it may be reached by. */
export declare function openShop(folder: string, names: readonly string[]): Promise<Shop>;
