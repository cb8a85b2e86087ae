import type { ReactiveControllerHost } from 'lit';
import { defineElement, type Tag } from '../../elements.ts';

/**
 * Loads elements that are in files of their own, and updates the host when they are there or have
 * failed to load.
 */
export class LazyElement {
  state: 'idle' | 'ready' | 'failed' = 'idle';
  /** Loads the elements. Call it as often as you like: it loads once, and again after a failure. */
  readonly load: () => Promise<void>;

  constructor(host: ReactiveControllerHost, ...tags: Tag[]) {
    this.load = async () => {
      const { state } = this;
      if (state === 'ready') return;
      this.state = await Promise.all(tags.map(defineElement)).then(
        () => 'ready',
        () => 'failed',
      );
      if (this.state !== state) host.requestUpdate();
    };
  }
}
