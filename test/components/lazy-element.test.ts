import { expect } from '@open-wc/testing';
import { render, type ReactiveControllerHost } from 'lit';
import { LazyElement } from '../../src/components/parts/lazy-element.ts';
import { slotPicker } from '../../src/components/slots/slot-picker.ts';
import { ELEMENTS } from '../../src/elements.ts';
import { messages } from '../../src/i18n/zh-CN.ts';
import type { Context } from '../../src/page/context.ts';
import { until } from '../support/clock.ts';

describe('LazyElement', () => {
  const { 'hotline-slots': loadSlots } = ELEMENTS;
  let requests: ((error: Error) => void)[];
  let updates: number;
  const host = { requestUpdate: () => void (updates += 1) } as ReactiveControllerHost;

  beforeEach(() => {
    requests = [];
    updates = 0;
    ELEMENTS['hotline-slots'] = () => new Promise((_, reject) => requests.push(reject));
  });
  afterEach(() => {
    ELEMENTS['hotline-slots'] = loadSlots;
  });

  const fail = () => requests.at(-1)?.(new TypeError('offline'));

  it('sends one request, however often it is asked to load meanwhile', async () => {
    const slots = new LazyElement(host, 'hotline-slots');
    const loaded = [slots.load(), slots.load()];
    expect(requests).to.have.length(1);
    fail();
    await Promise.all(loaded);
    expect(slots.state).to.equal('failed');
    expect(updates).to.equal(1);
  });

  it('sends another request after a failure', async () => {
    const slots = new LazyElement(host, 'hotline-slots');
    const loaded = slots.load();
    fail();
    await loaded;
    void slots.load();
    expect(requests).to.have.length(2);
  });

  it('loads no failed slots again when the form is updated, only when the member retries', async () => {
    const slots = new LazyElement(host, 'hotline-slots');
    const form = document.createElement('div');
    const draw = () =>
      render(
        slotPicker(slots, {} as Context, undefined, () => undefined, messages),
        form,
      );
    draw();
    fail();
    await until(
      () => slots.state === 'failed',
      () => slots.state,
    );
    draw();
    draw();
    expect(requests).to.have.length(1);
    form.querySelector('button')?.click();
    expect(requests).to.have.length(2);
  });
});
