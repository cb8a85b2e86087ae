import type { ReactiveControllerHost } from 'lit';
import { defineElement, type Tag } from '../../elements.ts';

/** Loads elements that have files of their own, and updates the host when that is done or failed. */
export class LazyElement {
  state: 'idle' | 'ready' | 'failed' = 'idle';
  /** Loads the elements. Further calls share the request; after a failure they send another. */
  readonly load: () => Promise<void>;

  constructor(host: ReactiveControllerHost, ...tags: Tag[]) {
    let loading: Promise<void> | undefined;
    this.load = () =>
      (loading ??= Promise.all(tags.map(defineElement))
        .then(
          () => 'ready' as const,
          () => {
            loading = undefined;
            return 'failed' as const;
          },
        )
        .then((state) => {
          const changed = state !== this.state;
          this.state = state;
          if (changed) host.requestUpdate();
        }));
  }
}
