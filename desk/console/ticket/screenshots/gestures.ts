/** A place in px from the middle of the element. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Acts {
  zoom(factor: number, point: Point): void;
  move(by: Point): void;
  moving(isMoving: boolean): void;
}

/** How far a wheel turns to double the size, px. */
const WHEEL_PX = 300;
/** A wheel that counts lines or pages instead of px. */
const UNIT_PX = [1, 16, 400] as const;

const middleOf = ([a, b = a]: readonly Point[]): Point => ({
  x: ((a?.x ?? 0) + (b?.x ?? 0)) / 2,
  y: ((a?.y ?? 0) + (b?.y ?? 0)) / 2,
});
const apart = ([a, b]: readonly Point[]): number => (a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0);

/** Reads wheel, drag and pinch as zooming and moving. */
export class Gestures {
  private readonly _fingers = new Map<number, Point>();

  constructor(private readonly _acts: Acts) {}

  pointOf({ clientX, clientY, currentTarget }: MouseEvent): Point {
    const { left, top, width, height } = (currentTarget as HTMLElement).getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  }

  readonly wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const px = event.deltaY * (UNIT_PX[event.deltaMode] ?? 1);
    this._acts.zoom(2 ** (-px / WHEEL_PX), this.pointOf(event));
  };

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0 || (event.target as Element).closest('button')) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this._fingers.set(event.pointerId, this.pointOf(event));
    this._acts.moving(true);
  };

  readonly moved = (event: PointerEvent): void => {
    if (!this._fingers.has(event.pointerId)) return;
    const before = [...this._fingers.values()];
    this._fingers.set(event.pointerId, this.pointOf(event));
    const after = [...this._fingers.values()];
    const [from, to] = [middleOf(before), middleOf(after)];
    const width = apart(before);
    if (width > 0) this._acts.zoom(apart(after) / width, to);
    this._acts.move({ x: to.x - from.x, y: to.y - from.y });
  };

  readonly up = (event: PointerEvent): void => {
    this._fingers.delete(event.pointerId);
    if (this._fingers.size === 0) this._acts.moving(false);
  };
}
