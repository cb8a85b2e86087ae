export { copyText } from '../../../src/io/copy.ts';
