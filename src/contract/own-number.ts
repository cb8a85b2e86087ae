import * as v from 'valibot';

/** The body of `POST /v1/numbers/verify`: a number that called the member, as they write it. */
export const NumberCheckSchema = v.strictObject({
  number: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(40)),
});
export type NumberCheck = v.InferOutput<typeof NumberCheckSchema>;

/** The answer: whether it is one of the shop's numbers, and nothing about which. */
export const NumberCheckedSchema = v.object({ ours: v.boolean() });
export type NumberChecked = v.InferOutput<typeof NumberCheckedSchema>;
