export interface Step {
  readonly command: readonly string[];
  readonly results?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** ms. */
  readonly limit?: number;
}
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly notes: readonly string[];
  readonly output: string;
  readonly seconds: number;
}
export declare function runStep(step: Step): Promise<Outcome>;
export declare function endSteps(): void;
