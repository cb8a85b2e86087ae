import type { PictureMessages } from './pictures-zh-CN.ts';

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

export const pictureMessages: PictureMessages = {
  choose: 'Choose pictures',
  photo: 'Take a photo',
  more: 'You can also paste a picture, or drop it here',
  drop: 'Let go to add it',
  onDevice:
    'Still on this device; nothing was sent. If a card code or phone number shows, cover it first.',
  use: 'Nothing to cover, use as it is',
  redact: 'Cover private parts',
  remove: 'Remove',
  picture: (n) => `Screenshot ${n}`,
  phase: {
    reading: 'Getting ready',
    ready: 'Not uploaded yet',
    queued: 'Waiting to upload',
    paused: 'Did not get through, trying again',
    offline: 'You are offline; it goes on once you are back',
    arrived: 'Uploaded',
  },
  uploading: (percent) => `Uploading ${percent}%`,
  redacted: (n) => `${count(n, 'part')} covered`,
  failed: {
    'attachments-unavailable': 'This shop takes no screenshots for now',
    'attachments-full': 'The service desk has no room for it now',
    'too-many-requests': 'That was a bit too often',
    'picture-not-readable': 'The service desk cannot open this picture',
    other: 'It was not uploaded',
  },
  retry: 'Try again',
  refused: {
    heic: (name) =>
      `“${name}” is a HEIC file, which this browser cannot open. Open it on the phone, take a screenshot of it, and choose that.`,
    other: (name) => `“${name}” is not a picture that can be opened. It was left out.`,
  },
  most: (n) => `At most ${count(n, 'picture')}; the rest was left out.`,
  progress: (arrived, all) =>
    arrived === all
      ? `${count(all, 'screenshot')} uploaded`
      : `${arrived} of ${count(all, 'screenshot')} uploaded`,
  awaited: (arrived, all) =>
    `Uploading screenshots, ${arrived} of ${all} done. It goes on by itself then.`,
  goOn: 'Go on without waiting',
  missing: (n) => `${count(n, 'screenshot')} did not get through. What you wrote is still here.`,
  goOnWithout: 'Go on without what is missing',

  redactHint: 'Drag or tap on the picture to cover card codes, phone numbers, balances.',
  stage: 'The picture to cover parts of',
  box: (n) => `Black box ${n}`,
  boxHelp: 'Arrow keys move it, Shift with arrow keys resizes it, Delete removes it',
  addBox: 'Add a box',
  larger: 'Larger',
  smaller: 'Smaller',
  removeBox: 'Delete',
  undo: 'Undo',
  done: 'Done, use it',
  cancel: 'Cancel',
  boxAdded: (n) => `Black box ${n} added`,
  boxRemoved: (n) => `Black box ${n} removed`,
  undone: 'Undone',
  place: (left, top, width, height) =>
    `${left}% from the left, ${top}% from the top, ${width}% wide, ${height}% high`,
};
