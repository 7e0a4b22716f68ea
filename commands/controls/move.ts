/** A digest is posted elsewhere: moved to another channel, or copied to one more. */
import type { TextKey } from '../../src/language/texts.ts'
import type { Caller } from '../../src/model/caller.ts'
import {
  type ChosenChannel,
  type Control,
  customId,
  type FormControl,
} from '../../src/model/command.ts'
import type { Services } from '../../src/services/services.ts'
import { pageWith, panelReply } from '../panel.ts'
import { formTitle, say } from '../pieces.ts'
import { changeProblem, moveProblem } from '../problems.ts'
import { valuesOf } from '../subscribed.ts'
import { DIGEST_CHANNELS } from '../where-and-when.ts'

type Route = 'move' | 'copy'
type Moved = Awaited<ReturnType<Services['move']>>
type Wanted = { id: number; version: number; channel: ChosenChannel }

/** `<route>:<subscription>:<page of the panel>` */
const opener = (route: Route): FormControl<Services> => ({
  route,
  answers: 'form',
  managersOnly: true,
  async open({ args: [id, page = '0'] }, services, caller) {
    const { locale } = caller
    const found = await services.subscriptionOf(Number(id), caller)
    if (!found.ok) return changeProblem(found.error, caller)
    return {
      customId: customId(`${route}-set`, Number(id), page, found.value.subscription.version),
      title: formTitle(found.value.subscription.channelId, `form.${route}`, caller),
      fields: [
        {
          id: 'channel',
          label: say(locale, `form.${route}.channel`),
          hint: say(locale, `form.${route}.hint`),
          channelTypes: DIGEST_CHANNELS,
        },
      ],
    }
  },
})

/** `<route>-set:<subscription>:<page>:<version that the editor saw>` */
const setter = (
  route: Route,
  note: TextKey,
  make: (services: Services, wanted: Wanted, caller: Caller) => Promise<Moved>,
): Control<Services> => ({
  route: `${route}-set`,
  answers: 'update',
  managersOnly: true,
  async run({ args: [id, page, version], channels = [] }, services, caller) {
    const [channel] = channels
    const seen = { id: Number(id), version: Number(version) }
    const done: Moved = channel
      ? await make(services, { ...seen, channel }, caller)
      : { ok: false, error: { kind: 'no-channel' } }
    const all = await services.subscriptions(caller)
    if (!done.ok) {
      const why = moveProblem(done.error, caller).content ?? ''
      return panelReply(all, { page: Number(page) || 0, chosen: seen.id, note: why }, caller)
    }
    const chosen = done.value.subscription.id
    const said = say(caller.locale, note, valuesOf(done.value, caller.locale))
    return panelReply(all, { page: pageWith(all, chosen), chosen, note: said }, caller)
  },
})

export const move = opener('move')
export const copy = opener('copy')

export const moveSet = setter('move', 'list.was-moved', (services, wanted, caller) =>
  services.move(wanted, caller),
)
export const copySet = setter('copy', 'list.was-copied', (services, wanted, caller) =>
  services.copy(wanted, caller),
)
