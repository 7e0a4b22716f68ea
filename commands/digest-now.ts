/** `/digest now`: a channel's digest at once. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import { defineLeaf } from '../src/model/command.ts'
import type { Services } from '../src/services/services.ts'
import { localized, named } from './names.ts'
import { channelLink, plain } from './pieces.ts'
import { changeProblem } from './problems.ts'
import { DIGEST_CHANNELS } from './where-and-when.ts'

export const digestNow = defineLeaf({
  name: named('now', 'command.now.name'),
  description: localized('command.now'),
  answers: 'private',
  options: [
    {
      type: ApplicationCommandOptionType.Channel,
      name: named('channel', 'command.option.channel.name'),
      description: localized('command.option.now-channel'),
      channel_types: [...DIGEST_CHANNELS],
    },
  ],
  async run(options, services: Services, caller) {
    const channelId = options.channel?.id ?? caller.channelId
    const done = await services.digestNow({ channelId }, caller)
    if (!done.ok) return changeProblem(done.error, caller, { channelId })
    const { articles } = done.value
    return plain(caller, 'now.posting', { articles, channel: channelLink(done.value.channelId) })
  },
})
