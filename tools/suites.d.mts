export declare const CORE_TESTS: readonly string[];
export declare const WIDGET_TESTS: readonly string[];
export declare const NODE_TESTS: Readonly<Record<string, readonly string[]>>;
export declare const FILE_ONLY: readonly string[];
export declare const POSTGRES_TESTS: readonly string[];
export declare const ZONES: readonly string[];
