import type { ReactiveControllerHost } from 'lit';
import { defineElement, type Tag } from '../../elements.ts';

/** Elements that come in a file of their own. Their host loads them when it first wants them. */
export class LazyElement {
  state: 'idle' | 'ready' | 'failed' = 'idle';
  /** Loads the elements, and updates the host once they are there or have failed. What failed is tried again by the next call. */
  readonly load: () => Promise<void>;

  constructor(host: ReactiveControllerHost, ...tags: Tag[]) {
    this.load = async () => {
      const { state } = this;
      if (state === 'ready') return;
      try {
        await Promise.all(tags.map(defineElement));
        this.state = 'ready';
      } catch {
        this.state = 'failed';
      }
      if (this.state !== state) host.requestUpdate();
    };
  }
}
