/** Buttons and selects as Discord takes them; labels are shown without markdown. */
import { COMPONENT } from '../../config/limits.ts'
import { textsOf } from '../language/texts.ts'
import type { Row } from '../model/message.ts'
import type { Locale } from '../model/subscription.ts'
import { truncate } from '../text/truncate.ts'
import { safeUrl } from '../text/url.ts'

type Button = Extract<Row['components'][number], { type: 2 }>

export type Option = { label: string; value: string; description: string }

const ROW = 1
const BUTTON = 2
const SELECT = 3
const SECONDARY = 2
const LINK = 5

/** Gives a row of buttons, or none for no buttons. */
export const buttonRow = (buttons: readonly Button[]): Row[] =>
  buttons.length === 0 ? [] : [{ type: ROW, components: buttons.slice(0, COMPONENT.buttonsPerRow) }]

export const button = (customId: string, label: string): Button => ({
  type: BUTTON,
  style: SECONDARY,
  custom_id: customId,
  label: truncate(label, COMPONENT.buttonLabel),
})

/** Gives a button that opens an address, or none where the address is not safe or too long for one. */
export function linkButton(url: string | null, label: string): Button[] {
  const href = url === null ? null : safeUrl(url)
  if (href === null || href.length > COMPONENT.linkUrl) return []
  return [{ type: BUTTON, style: LINK, url: href, label: truncate(label, COMPONENT.buttonLabel) }]
}

/** Gives a row with one select, or none for no options; texts are cut to what an option may hold. */
export function selectRow(
  customId: string,
  placeholder: string,
  options: readonly Option[],
): Row[] {
  if (options.length === 0) return []
  const cut = options.slice(0, COMPONENT.selectOptions).map(cutOption)
  return [
    {
      type: ROW,
      components: [{ type: SELECT, custom_id: customId, placeholder, options: cut }],
    },
  ]
}

/** Gives an option whose texts are as long as they may be. */
export const cutOption = ({ label, value, description }: Option) => ({
  label: truncate(label, COMPONENT.optionLabel),
  value,
  ...(description !== '' && { description: truncate(description, COMPONENT.optionDescription) }),
})

export type PagePlace = { page: number; pages: number }

/** Gives the buttons to the pages before and after, where there are such; `idOf` names the control of a page. */
export function pageButtons(
  idOf: (page: number) => string,
  locale: Locale,
  { page, pages }: PagePlace,
): Button[] {
  const { t } = textsOf(locale)
  return [
    ...(page > 0 ? [button(idOf(page - 1), t('view.previous'))] : []),
    ...(page < pages - 1 ? [button(idOf(page + 1), t('view.next'))] : []),
  ]
}

/** Gives the nearest page that there is. */
export const pagePlace = (page: number, pages: number): PagePlace => ({
  page: Math.min(Math.max(0, Math.trunc(page) || 0), pages - 1),
  pages,
})
