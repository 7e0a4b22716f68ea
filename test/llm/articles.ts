/** An article of each language as the extractive route gives it, and what a faithful model makes of it. */
import { readArticle } from '../../src/article/read-article.ts'
import type { WrittenCard } from '../../src/llm/answer.ts'
import { pointCases } from './cases.ts'

const [flood, , , , bridge] = pointCases

const articleOf = ({ title, sentences, lang }: NonNullable<typeof flood>) =>
  readArticle({ title, text: sentences.join('\n'), lang })

export const floodArticle = articleOf(flood!)
export const bridgeArticle = articleOf(bridge!)

export const floodCard: WrittenCard = {
  lead: {
    text: '青森県は豪雨で被害を受けた沿岸部の復旧に、120億円の補正予算を組むと発表した。',
    sentences: [1],
  },
  points: [
    { text: '県内では住宅3412棟が浸水し、農地約1万2000ヘクタールが冠水した。', sentences: [2] },
    { text: '工藤知事は年内に主要な道路をすべて通れるようにすると述べた。', sentences: [3] },
    { text: '鉄道の運転再開は来年3月の見通しで、代行バスが1日18往復走る。', sentences: [5] },
  ],
}

export const bridgeCard: WrittenCard = {
  lead: {
    text: 'The Kelton Harbour Bridge will close for 14 weeks from March 3 so that cracks can be repaired.',
    sentences: [1, 2],
  },
  points: [
    {
      text: 'Engineers found cracks in 38 of its 212 steel hangers in a November inspection.',
      sentences: [2],
    },
    {
      text: 'The repair will cost $46.5 million, of which the state pays two thirds.',
      sentences: [3],
    },
    {
      text: 'Ferries will carry up to 9,000 passengers a day free of charge, Mayor Ana Ruiz said.',
      sentences: [4],
    },
  ],
}
