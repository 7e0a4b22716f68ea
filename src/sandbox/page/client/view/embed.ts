/** An embed as Discord shows it: bar, title, description, fields, picture, footer. */
import { html, nothing, type TemplateResult } from 'lit'
import { ref } from 'lit/directives/ref.js'
import type { Json } from '../../protocol.ts'
import { state, viewerLocale } from '../state.ts'
import { say } from '../texts.ts'
import { stamp } from '../time.ts'
import { markdown } from './markdown.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const inner = (embed: Json, name: string): Json => (embed[name] ?? {}) as Json

/** Whether a picture is on this machine. */
export const isLoopback = (url: string) => /^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(url)

/** The page's server fetches the picture: the browser asks nobody else. */
export const pictureUrl = (url: string) => `/image?url=${encodeURIComponent(url)}`

function pictureOf(image: Json): TemplateResult | typeof nothing {
  const url = text(image['url'])
  if (url === '') return nothing
  const alt = text(image['description'])
  if (!isLoopback(url)) {
    const elsewhere = say(viewerLocale(), 'pictureElsewhere')
    return html`<p slot="fields" class="no-picture">${alt === '' ? elsewhere : alt}</p>`
  }
  return html`<img slot="fields" class="picture" src=${pictureUrl(url)} alt=${alt} />`
}

/** Up to three inline fields stand in a line. */
function placesOf(fields: readonly Json[]): (number | null)[] {
  let column = 0
  return fields.map(({ inline }) => {
    column = inline === true ? (column % 3) + 1 : 0
    return inline === true ? column : null
  })
}

function fieldsOf(embed: Json): TemplateResult | typeof nothing {
  const fields = Array.isArray(embed['fields']) ? (embed['fields'] as Json[]) : []
  if (fields.length === 0) return nothing
  const places = placesOf(fields)
  return html`<discord-embed-fields slot="fields"
    >${fields.map((field, index) => {
      const place = places[index] ?? null
      return html`<discord-embed-field
        field-title=${text(field['name'])}
        ?inline=${place !== null}
        inline-index=${place ?? nothing}
        >${markdown(text(field['value']))}</discord-embed-field
      >`
    })}</discord-embed-fields
  >`
}

function footerOf(embed: Json): TemplateResult | typeof nothing {
  const footer = text(inner(embed, 'footer')['text'])
  const at = Date.parse(text(embed['timestamp']))
  if (footer === '' && Number.isNaN(at)) return nothing
  const time = Number.isNaN(at) ? '' : stamp(at, state.look?.now ?? 0, viewerLocale())
  const between = footer !== '' && time !== '' ? '  •  ' : ''
  return html`<discord-embed-footer slot="footer"
    ><span class="footer">${footer}${between}${time}</span></discord-embed-footer
  >`
}

/** Set by script: the page's policy allows no style attributes. */
const barOf = (color: unknown) => (element?: Element) => {
  if (!(element instanceof HTMLElement)) return
  if (typeof color !== 'number') element.style.removeProperty('--bar')
  else element.style.setProperty('--bar', `#${color.toString(16).padStart(6, '0')}`)
}

/** Gives an embed. */
export function embedView(embed: Json): TemplateResult {
  const description = text(embed['description'])
  const image = inner(embed, 'image')
  const thumbnail = text(inner(embed, 'thumbnail')['url'])
  const title = text(embed['title'])
  const author = inner(embed, 'author')
  return html`<discord-embed
    slot="embeds"
    class=${text(image['url']) === '' ? '' : 'pictured'}
    ${ref(barOf(embed['color']))}
    embed-title=${title || nothing}
    url=${text(embed['url']) || nothing}
    author-name=${text(author['name']) || nothing}
    author-url=${text(author['url']) || nothing}
    thumbnail=${isLoopback(thumbnail) ? pictureUrl(thumbnail) : nothing}
    >${
      description === ''
        ? nothing
        : html`<discord-embed-description slot="description"
          >${markdown(description)}</discord-embed-description
        >`
    }${fieldsOf(embed)}${pictureOf(image)}${footerOf(embed)}</discord-embed
  >`
}
