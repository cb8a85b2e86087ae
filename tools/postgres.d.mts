export interface Cluster {
  readonly url: string;
  stop(): Promise<void>;
}
export declare function findPostgres(): string | undefined;
export declare function preparePostgres(): string;
export declare function startPostgres(programs: string): Promise<Cluster>;
