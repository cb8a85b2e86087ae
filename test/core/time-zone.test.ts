import { expect } from '@open-wc/testing';

describe('the time zone of the browser', () => {
  const expected = document.querySelector<HTMLMetaElement>('meta[name=test-zone]')?.content;

  it('is the zone that this test run asked for', () => {
    expect(expected).to.be.a('string');
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).to.equal(expected);
  });

  it('determines the local time', () => {
    const hours = {
      'Asia/Shanghai': '2026-07-01T20:00',
      'America/New_York': '2026-07-01T08:00',
      'Australia/Lord_Howe': '2026-07-01T22:30',
    };
    const noon = new Date('2026-07-01T12:00Z');
    const two = (part: number) => String(part).padStart(2, '0');
    const local = `2026-07-${two(noon.getDate())}T${two(noon.getHours())}:${two(noon.getMinutes())}`;
    expect(Object.entries(hours)).to.deep.include([expected, local]);
  });
});
