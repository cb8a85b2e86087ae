import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import {
  boxAround,
  boxBetween,
  growBox,
  moveBox,
  sizeBox,
  type Box,
  type Spot,
} from '../../core/redaction.ts';
import { MAX_SIDE } from '../../core/picture-size.ts';
import { showPicture, type DrawnPicture } from '../../device/draw-picture.ts';
import { RedactedEvent } from '../../events/redacted.ts';
import type { PictureMessages } from '../../i18n/pictures-zh-CN.ts';
import { HotlineElement } from '../hotline-element.ts';
import { PictureElement } from '../pictures/picture-element.ts';
import { redactionStyles } from './redaction.styles.ts';

/** How far an arrow key moves a box, as a part of the picture. */
const STEP = 0.01;
/** What one press makes a box larger or smaller. */
const GROWTH = 0.06;
/** A finger that moves less than this has pressed, CSS pixels. */
const PRESS_PX = 6;

const DIRECTIONS: Record<string, Spot> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What a finger or mouse is doing. */
interface Drag {
  pointer: number;
  kind: 'draw' | 'move' | 'size';
  from: Spot;
  /** The boxes before it. */
  boxes: readonly Box[];
  /** Which box; a new one comes last. */
  index: number;
  isMoved: boolean;
}

/** A box among others, replaced. */
const withBox = (boxes: readonly Box[], index: number, box: Box): readonly Box[] => [
  ...boxes.slice(0, index),
  box,
  ...boxes.slice(index + 1),
];

/**
 * @summary Covers what is private on a picture with black boxes: by finger, mouse or keys. Over the
 *   whole window. What it leads to is drawn by the store; here nothing leaves.
 * @element hotline-redaction
 * @fires hotline-redacted
 */
export class HotlineRedaction extends PictureElement {
  static override styles = [HotlineElement.styles, redactionStyles];
  static override properties: PropertyDeclarations = {
    picture: { attribute: false },
    boxes: { attribute: false },
    current: { state: true },
    selected: { state: true },
    said: { state: true },
  };

  /** The boxes before each change. */
  private _history: (readonly Box[])[] = [];
  /** What changed last, so that one undo takes back all steps of a key that was held. */
  private _changed = '';
  private _isOpen = false;
  private _drag: Drag | undefined;
  /** What the canvas shows. */
  private _drawn: DrawnPicture | undefined;

  private current: readonly Box[] = [];
  /** Index of the box that the buttons change. */
  private selected = -1;
  private said = '';

  /** The picture, without boxes. */
  declare picture?: DrawnPicture;
  /** The boxes that it has already. */
  boxes: readonly Box[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('resize', this._fit);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('resize', this._fit);
    this._isOpen = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('boxes')) this.current = this.boxes;
  }

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog) return;
    if (!this._isOpen && this.isConnected) {
      this._isOpen = true;
      // Safari 14 has no dialogs.
      if (dialog.showModal) dialog.showModal();
      else dialog.toggleAttribute('open', true);
      dialog.querySelector('h3')?.focus();
    }
    const { picture } = this;
    if (picture && picture !== this._drawn) {
      this._drawn = picture;
      const canvas = dialog.querySelector('canvas');
      if (canvas) showPicture(canvas, picture, MAX_SIDE).catch(() => undefined);
    }
    this._fit();
  }

  /** Makes the picture as large as the room allows. */
  private _fit = (): void => {
    const { picture, renderRoot } = this;
    const stage = renderRoot.querySelector<HTMLElement>('.stage');
    const room = stage?.parentElement;
    if (!picture || !stage || !room) return;
    const by = Math.min(room.clientWidth / picture.width, room.clientHeight / picture.height);
    stage.style.width = `${picture.width * by}px`;
    stage.style.height = `${picture.height * by}px`;
  };

  private _change(boxes: readonly Box[], selected: number, what = ''): void {
    if (!what || what !== this._changed) this._history.push(this.current);
    this._changed = what;
    this.current = boxes;
    this.selected = selected;
  }

  private async _focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  private _add(box: Box, words: PictureMessages): void {
    const index = this.current.length;
    this._change([...this.current, box], index);
    this.said = words.boxAdded(index + 1);
    void this._focus(`#box-${index}`);
  }

  private _remove(index: number, words: PictureMessages): void {
    if (!this.current[index]) return;
    const boxes = this.current.filter((_, other) => other !== index);
    const next = Math.min(index, boxes.length - 1);
    this._change(boxes, next);
    this.said = words.boxRemoved(index + 1);
    void this._focus(next < 0 ? '#add' : `#box-${next}`);
  }

  private _undo(words: PictureMessages): void {
    const before = this._history.pop();
    if (!before) return;
    this._changed = '';
    this.current = before;
    this.selected = Math.min(this.selected, before.length - 1);
    this.said = words.undone;
    // The box that had the focus may be gone.
    void this.updateComplete.then(() => {
      if (!(this.renderRoot as ShadowRoot).activeElement) return this._focus('#add');
      return undefined;
    });
  }

  /** Changes the selected box, and says where it is then. */
  private _alter(what: string, alter: (box: Box) => Box, words: PictureMessages): void {
    const { current, selected } = this;
    const box = current[selected];
    if (!box) return;
    const altered = alter(box);
    this._change(withBox(current, selected, altered), selected, `${what} ${selected}`);
    const [left, top, width, height] = [
      altered.left,
      altered.top,
      altered.width,
      altered.height,
    ].map((part) => Math.round(part * 100)) as [number, number, number, number];
    this.said = words.place(left, top, width, height);
  }

  private _finish(boxes?: readonly Box[]): void {
    this.renderRoot.querySelector('dialog')?.close?.();
    this.dispatchEvent(new RedactedEvent(boxes));
  }

  private _cancel = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
    this._finish();
  };

  private _keydown(event: KeyboardEvent, words: PictureMessages): void {
    const { key, ctrlKey, metaKey, shiftKey } = event;
    const isOnBox = (event.composedPath()[0] as Element).matches?.('.box');
    const direction = DIRECTIONS[key];
    if (key === 'Escape') return this._cancel(event);
    if ((ctrlKey || metaKey) && key.toLowerCase() === 'z') this._undo(words);
    else if (isOnBox && direction) {
      const by = { x: direction.x * STEP, y: direction.y * STEP };
      if (shiftKey) this._alter('size', (box) => sizeBox(box, by), words);
      else this._alter('move', (box) => moveBox(box, by), words);
    } else if (isOnBox && (key === 'Delete' || key === 'Backspace'))
      this._remove(this.selected, words);
    else return;
    event.preventDefault();
  }

  /** Where an event is on the picture. */
  private _spotOf({ clientX, clientY }: PointerEvent, stage: HTMLElement): Spot {
    const { left, top, width, height } = stage.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  }

  private _down = (event: PointerEvent): void => {
    const stage = event.currentTarget as HTMLElement;
    if (this._drag || event.button > 0) return;
    // It would move the focus away from the box.
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    const target = event.target as Element;
    const box = target.closest<HTMLElement>('.box');
    const index = box ? Number(box.dataset['index']) : this.current.length;
    this._drag = {
      pointer: event.pointerId,
      kind: !box ? 'draw' : target.matches('.grip') ? 'size' : 'move',
      from: this._spotOf(event, stage),
      boxes: this.current,
      index,
      isMoved: false,
    };
    if (!box) return;
    this.selected = index;
    box.focus();
  };

  private _move = (event: PointerEvent): void => {
    const { _drag: drag } = this;
    const stage = event.currentTarget as HTMLElement;
    if (drag?.pointer !== event.pointerId) return;
    const { from, kind, index, boxes } = drag;
    const spot = this._spotOf(event, stage);
    const by = { x: spot.x - from.x, y: spot.y - from.y };
    drag.isMoved ||= Math.hypot(by.x * stage.clientWidth, by.y * stage.clientHeight) >= PRESS_PX;
    if (!drag.isMoved) return;
    const box = boxes[index];
    const drawn =
      !box || kind === 'draw'
        ? boxBetween(from, spot)
        : kind === 'move'
          ? moveBox(box, by)
          : sizeBox(box, by);
    this.current = withBox(boxes, index, drawn);
    this.selected = index;
  };

  private _up(event: PointerEvent, words: PictureMessages): void {
    const { _drag: drag, current } = this;
    if (drag?.pointer !== event.pointerId) return;
    this._drag = undefined;
    if (event.type === 'pointercancel') {
      this.current = drag.boxes;
      return;
    }
    if (!drag.isMoved) {
      if (drag.kind === 'draw') this._add(boxAround(drag.from), words);
      return;
    }
    this.current = drag.boxes;
    this._change(current, drag.index);
    if (drag.kind === 'draw') this.said = words.boxAdded(drag.index + 1);
    void this._focus(`#box-${drag.index}`);
  }

  protected override draw(words: PictureMessages): TemplateResult {
    const { current, boxes, selected } = this;
    const none = !current[selected];
    const tool = (
      label: string,
      isOff: boolean,
      act: () => void,
      id: string | typeof nothing = nothing,
    ): TemplateResult =>
      html`<button
        type="button"
        class="button soft"
        id=${id}
        aria-disabled=${isOff}
        @click=${() => !isOff && act()}
      >
        ${label}
      </button>`;
    return html`<dialog
      aria-labelledby="title"
      aria-describedby="hint"
      @cancel=${this._cancel}
      @keydown=${(event: KeyboardEvent) => this._keydown(event, words)}
    >
      <h3 id="title" tabindex="-1">${words.redact}</h3>
      <p id="hint" class="small">${words.redactHint}</p>
      <div class="room">
        <div
          class="stage"
          role="group"
          aria-label=${words.stage}
          @pointerdown=${this._down}
          @pointermove=${this._move}
          @pointerup=${(event: PointerEvent) => this._up(event, words)}
          @pointercancel=${(event: PointerEvent) => this._up(event, words)}
        >
          <canvas width="1" height="1" aria-hidden="true"></canvas>
          ${current.map((box, index) => this._box(box, index, words))}
        </div>
      </div>
      <p id="box-help" hidden>${words.boxHelp}</p>
      <p class="said small" role="status">${this.said}</p>
      <div class="tools">
        ${tool(words.addBox, false, () => this._add(boxAround({ x: 0.5, y: 0.5 }), words), 'add')}
        ${tool(words.larger, none, () => this._alter('grow', (box) => growBox(box, GROWTH), words))}
        ${tool(words.smaller, none, () => this._alter('shrink', (box) => growBox(box, -GROWTH), words))}
        ${tool(words.removeBox, none, () => this._remove(selected, words))}
        ${tool(words.undo, !this._history.length, () => this._undo(words))}
      </div>
      <div class="end">
        <button type="button" class="button outline" @click=${() => this._finish()}>
          ${words.cancel}
        </button>
        <button
          type="button"
          class="button"
          @click=${() => this._finish(current === boxes && boxes.length ? undefined : current)}
        >
          ${current.length ? words.done : words.use}
        </button>
      </div>
    </dialog>`;
  }

  private _box(box: Box, index: number, words: PictureMessages): TemplateResult {
    const percent = (part: number): string => `${part * 100}%`;
    const on = index === this.selected;
    return html`<button
      type="button"
      class="box ${on ? 'on' : ''}"
      id="box-${index}"
      data-index=${index}
      aria-label=${words.box(index + 1)}
      aria-describedby="box-help"
      style="left:${percent(box.left)};top:${percent(box.top)};width:${percent(box.width)};height:${percent(box.height)}"
      @focus=${() => (this.selected = index)}
    >
      ${on ? html`<span class="grip"></span>` : nothing}
    </button>`;
  }
}

export default HotlineRedaction;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-redaction': HotlineRedaction;
  }
}
