export { copyText } from '../../../src/device/copy.ts';
