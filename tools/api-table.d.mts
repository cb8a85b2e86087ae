export interface Described {
  readonly name: string;
  readonly meaning: string;
}
export interface ElementApi {
  readonly element: string;
  readonly summary: string;
  readonly attr: readonly (Described & { readonly type: string })[];
  readonly member: readonly Described[];
  readonly slot: readonly Described[];
  readonly csspart: readonly Described[];
  readonly cssproperty: readonly (Described & { readonly default: string })[];
}
export declare function readApi(root: string): {
  readonly elements: readonly ElementApi[];
  readonly events: readonly (Described & { readonly from: readonly string[] })[];
};
export declare function replaceBlock(
  document: string,
  name: string,
  lines: readonly string[],
): string;
