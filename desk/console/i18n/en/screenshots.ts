import type { Messages } from '../zh-CN.ts';

export const screenshots: Messages['screenshots'] = {
  title: (n) => `Screenshots from the member (${n})`,
  open: (n, of) => `Look at screenshot ${n} of ${of}`,
  picture: (n) => `Screenshot ${n}`,
  place: (n, of) => `Screenshot ${n} / ${of}`,
  from: (number) => `with ticket ${number}`,
  failed: (n) => `Screenshot ${n} was not loaded.`,
  gone: 'Deleted',
  goneLong: 'This screenshot is deleted: its time was over, or the member asked for it.',
  close: 'Close',
  previous: 'Previous',
  next: 'Next',
  larger: 'Larger',
  smaller: 'Smaller',
  fit: 'Fit the screen',
  download: 'Download',
};
