/** The page's signs, drawn by us. */
import { html, svg, type TemplateResult } from 'lit'

const icon = (inside: unknown, size = 20): TemplateResult =>
  html`<svg width=${size} height=${size} viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${inside}</svg>`

export const hashSign = (size = 20) =>
  icon(svg`<path d="M10 3 8 21M16 3l-2 18M4 8.5h16.5M3.5 15.5H20"/>`, size)
export const megaphone = (size = 20) =>
  icon(svg`<path d="M3 10v4h4l9 5V5L7 10zM19.5 9a4 4 0 0 1 0 6M7 14.5V20h3v-4"/>`, size)
export const threadSign = (size = 20) =>
  icon(svg`<path d="M5 4v8a4 4 0 0 0 4 4h9M14 11.5l4.5 4.5-4.5 4.5"/>`, size)
export const bubbles = (size = 20) =>
  icon(
    svg`<path d="M3.5 3h9.5a1.5 1.5 0 0 1 1.5 1.5V9a1.5 1.5 0 0 1-1.5 1.5H7.5L4 13.5v-3h-.5A1.5 1.5 0 0 1 2 9V4.5A1.5 1.5 0 0 1 3.5 3zM18 8.5h2.5A1.5 1.5 0 0 1 22 10v6a1.5 1.5 0 0 1-1.5 1.5H20V21l-4-3.5h-5A1.5 1.5 0 0 1 9.5 16v-1.5"/>`,
    size,
  )
export const letter = (size = 20) =>
  icon(svg`<path d="M3.5 5h17v14h-17zM3.5 6.5l8.5 7 8.5-7"/>`, size)
export const atSign = (size = 20) =>
  icon(
    svg`<circle cx="12" cy="12" r="3.8"/><path d="M15.8 8.2v5a2.6 2.6 0 0 0 5.2 0V12a9 9 0 1 0-3.6 7.2"/>`,
    size,
  )
export const chevron = () => icon(svg`<path d="m6 9 6 6 6-6"/>`, 20)
export const burger = () => icon(svg`<path d="M4 6h16M4 12h16M4 18h16"/>`, 24)
export const cross = (size = 20) => icon(svg`<path d="M5 5l14 14M19 5 5 19"/>`, size)
export const plus = () => icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 8v8M8 12h8"/>`, 22)
export const page = () => icon(svg`<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>`, 28)
export const sun = () =>
  icon(
    svg`<circle cx="12" cy="12" r="4.2"/><path d="M12 2.5v2.2M12 19.3v2.2M2.5 12h2.2M19.3 12h2.2M5.3 5.3l1.5 1.5M17.2 17.2l1.5 1.5M5.3 18.7l1.5-1.5M17.2 6.8l1.5-1.5"/>`,
    18,
  )
export const halfMoon = () =>
  icon(
    svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor"/>`,
  )
export const eye = () =>
  icon(
    svg`<path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z"/><circle cx="12" cy="12" r="2.8"/>`,
    16,
  )
export const launch = () =>
  icon(
    svg`<path d="M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5"/>`,
    16,
  )
export const arrow = () =>
  icon(svg`<path d="M4 12 20 4l-5 16-3.5-6.5z" fill="currentColor" stroke="none"/>`, 20)
export const clock = () => icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3 2"/>`, 16)
export const tick = () => icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`, 20)
