/** The answers to sharing. */
import type { Caller } from '../src/model/caller.ts'
import { customId } from '../src/model/command.ts'
import type { Reply, Row } from '../src/model/message.ts'
import type { ShareProblem } from '../src/services/member-services.ts'
import type { Services } from '../src/services/services.ts'
import { type ListedArticle, listedOptions } from './article-list.ts'
import { channelLink, moment, plain, say, select } from './pieces.ts'
import { rightNames } from './problems.ts'

const MINUTE = 60_000

function shareProblem(problem: ShareProblem, caller: Caller): Reply {
  switch (problem.kind) {
    case 'gone':
      return plain(caller, 'control.article-gone')
    case 'not-in-server':
      return plain(caller, 'problem.not-in-server')
    case 'caller-cannot-speak':
      return plain(caller, 'share.cannot-speak', {
        channel: channelLink(problem.channelId),
        button: say(caller.locale, 'control.share'),
      })
    case 'bot-lacks':
      return plain(caller, 'share.bot-lacks', {
        channel: channelLink(problem.channelId),
        rights: rightNames(problem.rights, caller.locale),
      })
    case 'just-shared':
      return plain(caller, 'share.just-shared', { channel: channelLink(problem.channelId) })
    case 'too-fast':
      return plain(caller, 'share.too-fast', {
        most: problem.most,
        minutes: problem.withinMs / MINUTE,
        again: moment(problem.againAt, 'R'),
      })
  }
}

/** Shares an article where the caller is, and says so. */
export async function shareHere(id: number, services: Services, caller: Caller): Promise<Reply> {
  const done = await services.share(id, caller)
  return done.ok
    ? plain(caller, 'share.done', { channel: channelLink(done.value.channelId) })
    : shareProblem(done.error, caller)
}

/** Gives the select that shares one of a list, under the same numbers. */
export const shareSelect = (
  articles: readonly ListedArticle[],
  at: { first: number; locale: Caller['locale'] },
): Row[] =>
  select(customId('share', 'list'), say(at.locale, 'control.share'), listedOptions(articles, at))
