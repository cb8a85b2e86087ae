import { HotlineBriefCode } from './components/brief-code/brief-code.ts';

if (!customElements.get('hotline-brief-code'))
  customElements.define('hotline-brief-code', HotlineBriefCode);
