import { stringify } from '../core/stringify.ts';

/**
 * What keeps values across visits. Reading `localStorage` may throw, in a sandboxed frame for
 * example.
 */
export interface Device {
  readonly localStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Reading it may throw, too, and it may be `null`. */
  readonly indexedDB?: IDBFactory;
}

/** The last public Contact of a desk is kept under this key, followed by the desk's origin. */
export const REMEMBERED_CONTACT = 'hotline:contact:';

/** Under this key: whether care mode is on, once the member has switched it. */
export const CARE = 'hotline:care';

/** The value kept under a key; undefined if there is none, or none that can be read. */
export const readKept = (device: Device, key: string): unknown => {
  try {
    return JSON.parse(device.localStorage.getItem(key) ?? '');
  } catch {
    return undefined;
  }
};

/**
 * Keeps a value as JSON under a key; undefined removes it. Returns whether that worked: storage may
 * be full or not available.
 */
export const keep = (device: Device, key: string, value: unknown): boolean => {
  try {
    if (value === undefined) device.localStorage.removeItem(key);
    else device.localStorage.setItem(key, stringify(value));
    return true;
  } catch {
    return false;
  }
};
