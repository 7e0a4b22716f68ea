/** Files under a message, to be saved. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Json, PageMessage } from '../../protocol.ts'
import { page } from './icons.ts'

const sizeOf = (bytes: number) =>
  bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(2)} KB`

const attachmentView = (file: Json) => html`<div class="file-card">
  ${page()}<span class="texts"
    ><a href=${String(file['url'])} target="_blank" rel="noopener noreferrer" download
      >${String(file['filename'])}</a
    ><span class="description">${sizeOf(Number(file['size'] ?? 0))}</span></span
  >
</div>`

/** Gives a message's files. */
export function attachmentsView(message: PageMessage): TemplateResult | typeof nothing {
  const files = Array.isArray(message['attachments']) ? (message['attachments'] as Json[]) : []
  if (files.length === 0) return nothing
  return html`<div slot="attachments">${files.map(attachmentView)}</div>`
}
