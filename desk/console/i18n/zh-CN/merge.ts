/** Several tickets of one caller. */
export const merge = {
  open: '合并到这一张…',
  claimFirst: '领取后可以把它们合并到这一张。',
  title: (number: string) => `合并到工单 ${number}`,
  means:
    '选中的工单会结束，内容、订单号和内部备注转到这一张；回电以其中最早的承诺为准，空出来的预约时段会放出。会员在原来的工单里会看到已合并。',
  which: '要合并的工单',
  missing: '请至少选择一张',
  held: (name: string) => `${name} 正在处理，不能合并`,
  final: '合并后不能撤回。只合并同一个人的同一件事。',
  submit: (n: number) => (n ? `合并 ${n} 张` : '合并'),
  done: (n: number) => `已合并 ${n} 张工单`,
  noneMerged: '一张也没有合并。',
  merged: '并入的工单',
  mergedHint: '会员手上可能只有这些工单：核对口令时，报哪一个都可以。',
  passphrase: (words: string) => `口令「${words}」`,
  into: '已并入工单',
  /** Marks of a row in the queue. */
  sameMember: (n: number) => `同一会员还有 ${n} 张`,
  sameOrder: (n: number) => `同一订单还有 ${n} 张`,
};
