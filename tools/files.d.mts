export declare function filesUnder(root: string, folders: readonly string[]): string[];
export declare function matches(path: string, glob: string): boolean;
