import { HotlineSlots } from './components/slots/slots.ts';

if (!customElements.get('hotline-slots')) customElements.define('hotline-slots', HotlineSlots);
