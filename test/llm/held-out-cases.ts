/** More labelled points, written after the rules and never used to change them: what the rules are worth on new texts. */
import type { PointCases } from './cases.ts'

export const heldOutCases: PointCases[] = [
  {
    lang: 'ja',
    title: '市立図書館が24時間の返却窓口',
    sentences: [
      '松山市は4月1日から、市立中央図書館に24時間使える自動返却窓口を設ける。',
      '費用は2,800万円で、返却された本は1分に30冊まで自動で仕分けられる。',
      '昨年度の貸出は約94万冊で、前年度より6%増えた。',
      '館長の大西久美子さんは「夜勤の人にも使ってほしい」と話した。',
      '分館の5か所には2027年度までに順次広げる。',
    ],
    points: [
      {
        text: '松山市は4月1日から市立中央図書館に自動返却窓口を設け、24時間使えるようにする。',
        on: [0],
        faithful: true,
      },
      {
        text: '自動返却窓口の費用は2800万円で、1分に30冊まで本を仕分ける。',
        on: [1],
        faithful: true,
      },
      {
        text: '図書館の昨年度の貸出は約94万冊と、前年度から6%の増加だった。',
        on: [2],
        faithful: true,
      },
      { text: '大西館長は夜勤で働く人にも使ってもらいたいと話した。', on: [3], faithful: true },
      { text: '2027年度までに五つの分館にも窓口を順次広げる。', on: [4], faithful: true },
      {
        text: '新しい窓口では本が自動で仕分けられ、処理は1分間に最大30冊となる。',
        on: [1],
        faithful: true,
      },
      {
        text: '図書館の昨年度の貸出は約94万冊で、前年度より6%減った。',
        on: [2],
        faithful: false,
        what: 'turned',
      },
      {
        text: '費用は2億8,000万円で、返却された本は自動で仕分けられる。',
        on: [1],
        faithful: false,
        what: 'number',
      },
      {
        text: '高松市は4月1日から、市立中央図書館に自動返却窓口を設ける。',
        on: [0],
        faithful: false,
        what: 'name',
      },
      {
        text: '館長の大西久美子さんは利用者の声を受けて導入を決めたと話した。',
        on: [3],
        faithful: false,
        what: 'added',
      },
      {
        text: '分館の5か所では2027年度までに返却窓口を順次なくす。',
        on: [4],
        faithful: false,
        what: 'turned',
      },
      {
        text: '松山市は10月1日から市立中央図書館に自動返却窓口を設ける。',
        on: [0],
        faithful: false,
        what: 'date',
      },
    ],
  },
  {
    lang: 'ja',
    title: '米中央銀行、金利を据え置き',
    sentences: [
      '米連邦準備制度理事会(FRB)は28日、政策金利を年4.25〜4.50%のまま据え置くと決めた。',
      '据え置きは3会合連続で、投票した12人のうち2人が利下げを主張して反対した。',
      'パウエル議長は「関税が物価に与える影響を見極めたい」と述べた。',
      'ダウ平均株価は一時300ドル近く下げたが、終値は前日比12ドル安だった。',
    ],
    points: [
      {
        text: 'FRBは政策金利を年4.25〜4.50%で据え置くことを28日に決めた。',
        on: [0],
        faithful: true,
      },
      {
        text: '据え置きは3会合連続で、12人中2人が利下げを求めて反対した。',
        on: [1],
        faithful: true,
      },
      { text: 'パウエル議長は関税の物価への影響を見極めたいと述べた。', on: [2], faithful: true },
      { text: 'ダウ平均は一時300ドル近く下げ、前日比12ドル安で終えた。', on: [3], faithful: true },
      {
        text: 'FRBは政策金利を年4.00〜4.25%に引き下げると決めた。',
        on: [0],
        faithful: false,
        what: 'number',
      },
      {
        text: '据え置きは3会合連続で、全員が賛成して決まった。',
        on: [1],
        faithful: false,
        what: 'turned',
      },
      {
        text: 'イエレン議長は関税が物価に与える影響を見極めたいと述べた。',
        on: [2],
        faithful: false,
        what: 'name',
      },
      {
        text: 'パウエル議長は関税が物価に与える影響はないと述べた。',
        on: [2],
        faithful: false,
        what: 'turned',
      },
      {
        text: '投票した12人のうち2人が利上げを主張して反対した。',
        on: [1],
        faithful: false,
        what: 'turned',
      },
      {
        text: '日本銀行は28日、政策金利を年4.25〜4.50%のまま据え置くと決めた。',
        on: [0],
        faithful: false,
        what: 'name',
      },
    ],
  },
  {
    lang: 'en',
    title: 'Vaccine trial halves malaria cases',
    sentences: [
      'A vaccine developed in Nairobi cut malaria cases by 52% in a trial with 4,300 children, researchers reported.',
      'The trial ran for 18 months in Kenya, Ghana and Mali.',
      'Side effects were mostly mild; 11 children had fever that lasted longer than two days.',
      'The study, published in The Lancet on Thursday, was led by Dr. Grace Wanjiru.',
      'A larger trial with 20,000 children is planned for 2028.',
    ],
    points: [
      {
        text: 'In a trial with 4,300 children the vaccine reduced malaria cases by 52 percent.',
        on: [0],
        faithful: true,
      },
      {
        text: 'The trial lasted 18 months and took place in Kenya, Ghana and Mali.',
        on: [1],
        faithful: true,
      },
      {
        text: 'Most side effects were mild, though 11 children had fever for more than two days.',
        on: [2],
        faithful: true,
      },
      {
        text: 'Grace Wanjiru led the study, which The Lancet published on Thursday.',
        on: [3],
        faithful: true,
      },
      {
        text: 'Researchers plan a larger trial with 20,000 children for 2028.',
        on: [4],
        faithful: true,
      },
      {
        text: 'The vaccine that was developed in Nairobi halved malaria cases among children in the trial.',
        on: [0],
        faithful: true,
      },
      {
        text: 'In a trial with 4,300 children the vaccine reduced malaria cases by 62 percent.',
        on: [0],
        faithful: false,
        what: 'number',
      },
      {
        text: 'The trial ran for 18 months in Kenya, Uganda and Mali.',
        on: [1],
        faithful: false,
        what: 'name',
      },
      {
        text: 'The study, published in Nature on Thursday, was led by Dr. Grace Wanjiru.',
        on: [3],
        faithful: false,
        what: 'name',
      },
      {
        text: 'The World Health Organization has already recommended the vaccine for all children.',
        on: [0],
        faithful: false,
        what: 'added',
      },
      {
        text: 'Side effects were mostly severe; 11 children had fever that lasted longer than two days.',
        on: [2],
        faithful: false,
        what: 'turned',
      },
      {
        text: 'A larger trial with 20,000 children was completed in 2028 in several countries.',
        on: [4],
        faithful: false,
        what: 'turned',
      },
      {
        text: 'A larger trial with 200,000 children is planned for 2028.',
        on: [4],
        faithful: false,
        what: 'number',
      },
    ],
  },
  {
    lang: 'en',
    title: 'Tidewater 2.4 adds offline maps',
    sentences: [
      'Version 2.4 of the sailing app Tidewater, released on 9 October, lets users download charts for offline use.',
      'The new renderer draws maps up to three times faster on older phones, according to the developers.',
      'Support for Android 9 ends with this release.',
      'A bug that showed wrong tide times near the date line was fixed after reports from users in Fiji.',
      'The app remains free; the yearly subscription for weather routing costs 24 euros.',
    ],
    points: [
      {
        text: 'Tidewater 2.4 was released on October 9 and lets users download charts for offline use.',
        on: [0],
        faithful: true,
      },
      {
        text: 'Maps are drawn up to 3 times faster on older phones thanks to a new renderer.',
        on: [1],
        faithful: true,
      },
      {
        text: 'With this release the support for Android 9 comes to an end.',
        on: [2],
        faithful: true,
      },
      {
        text: 'The developers fixed a bug that showed wrong tide times near the date line.',
        on: [3],
        faithful: true,
      },
      {
        text: 'The app stays free, while a subscription for weather routing costs 24 euros a year.',
        on: [4],
        faithful: true,
      },
      {
        text: 'Tidewater 2.4 was released on October 19 and lets users download charts.',
        on: [0],
        faithful: false,
        what: 'date',
      },
      {
        text: 'Support for Android 8 ends with this release of the sailing app.',
        on: [2],
        faithful: false,
        what: 'number',
      },
      {
        text: 'A bug that showed wrong tide times was fixed after reports from users in Samoa.',
        on: [3],
        faithful: false,
        what: 'name',
      },
      {
        text: 'The app is no longer free; the yearly subscription costs 24 euros.',
        on: [4],
        faithful: false,
        what: 'turned',
      },
      {
        text: 'The new renderer draws maps up to three times faster on all phones and tablets.',
        on: [1],
        faithful: false,
        what: 'added',
      },
      {
        text: 'The yearly subscription for weather routing costs 42 euros and the app remains free.',
        on: [4],
        faithful: false,
        what: 'number',
      },
    ],
  },
]
