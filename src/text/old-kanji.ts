/**
 * Kanji of which one is another's older or name form: 國 is 国, 齋藤 and 斎藤 are 斉藤. The table is OpenCC's of Japanese
 * shinjitai (https://github.com/BYVoid/OpenCC, Apache-2.0) with forms that names keep: 髙 﨑 邉 嶋 冨.
 */

/** The form of today first, then those that are read as it. */
const FORMS = `
  万萬 与與 両兩 並竝 乗乘 乱亂 亀龜 予豫 争爭 亘亙 亜亞 仏佛 仮假 会會 伝傳 体體 余餘 併倂 侠俠 価價 値值 倶俱 倹儉 偽僞 兎兔 児兒 党黨 内內 円圓 写寫 凜凛 処處 刹剎
  剣劍 剤劑 剥剝 剰剩 励勵 労勞 効效 勅敕 勧勸 勲勳 匀勻 区區 医醫 単單 即卽 却卻 厠廁 厳嚴 参參 双雙 収收 叙敍敘 台臺 叱𠮟 号號 吉𠮷 呉吳 呪咒 唇脣 唖啞 営營 嘘噓
  嘱囑 噛嚙 団團 囲圍 図圖 国國 圏圈 圧壓 堕墮 塁壘 塡填 塩鹽 増增 壊壞 壌壤 壮壯 声聲 壱壹 売賣 変變 奥奧 奨奬獎 姉姊 姫姬 娯娛 嬢孃 学學 宝寶 実實 富冨 寛寬 寝寢 対對
  寿壽 専專 将將 尚尙 尭堯 尽盡 届屆 属屬 岳嶽 峡峽 峰峯 島嶋嶌 崎嵜﨑 巌巖 巣巢 巻卷 帯帶 帰歸 庁廳 広廣 床牀 廃廢 弁瓣辨辯 弐貳 弥彌 弯彎 弾彈 当當 彦彥 径徑 従從 御禦
  徳德 徴徵 応應 恋戀 恒恆 恵惠 悦悅 悩惱 悪惡 惨慘 慎愼 懐懷 戦戰 戯戲 戸戶 戻戾 才纔 払拂 抜拔 択擇 担擔 拝拜 拠據 拡擴 挙擧舉 挟挾 挿插 捜搜 掲揭 掴摑 掻搔 揺搖 摂攝
  撃擊 撹攪 教敎 数數 斉斎齊齋 断斷 旧舊 昼晝 晃晄 晋晉 晩晚 暁曉 暦曆 曁暨 曽曾 条條 来來 枢樞 柳栁 査查 栄榮 桑桒 桜櫻 桝枡 桟棧 桧檜 検檢 楡榆 楼樓 楽樂 概槪 様樣
  槙槇 権權 横橫 欠缺 欧歐 歓歡 歩步 歯齒 歳歲 歴歷 残殘 殴毆 殻殼 毎每 気氣 氷冰 汚污 没沒 沢澤 沪濾 浄淨 浅淺 浜濱濵 涙淚 涛濤 清淸 渇渴 済濟 渉涉 渋澀澁 渓溪 渕淵
  温溫 湾灣 湿溼濕 満滿 溌潑 滝瀧 滞滯 潜潛 瀬瀨 灯燈 炉爐 点點 為爲 焔焰 焼燒 煙烟菸 犠犧 状狀 独獨 狭狹 猟獵 猫貓 献獻 獣獸 瑶瑤 瓶甁 産產 画畫 略畧 畳疊 痩瘦 痴癡
  痺痹 発發 皐皋 盗盜 県縣 真眞 研硏 砕碎 砺礪 礼禮 祢禰 祷禱 禄祿 禅禪 秘祕 称稱 税稅 稜棱 稲稻 穂穗 穏穩 穣穰 窃竊 窓窗 竃竈 竜龍 箪簞 籠篭 粋粹 粛肅 粧妝 粽糉 糸絲
  経經 絵繪 絶絕 継繼 続續 総總 緑綠 緒緖 縁緣 縄繩 縦縱 繊纖 繋繫 繍繡 缶罐 群羣 翻飜 聡聰 聴聽 胆膽 脚腳 脱脫 脳腦 臓臟 舎舍 舗鋪 艶艷 芦蘆 芸藝 茎莖 茘荔 荘莊 莱萊
  萌萠 葱蔥 蒋蔣 蔵藏 薫薰 薬藥 虚虛 虫蟲 蚕蠶 蛍螢 蛮蠻 蝉蟬 蝋蠟 衛衞 装裝 裏裡 褒襃 覇霸 覚覺 覧覽 観觀 触觸 訳譯 証證 誉譽 説說 読讀 謡謠 譲讓 豊豐 賎賤 賛贊 贋贗
  践踐 躯軀 転轉 軽輕 輌輛 辞辭 辺邉邊 逓遞 連聯 遅遲 遥遙 郎郞 郷鄉鄕 酔醉 醗醱 醤醬 醸釀 釈釋 鉄銕鐵 鉱鑛 銭錢 鋭銳 鋳鑄 錬鍊 録錄 鎮鎭 関關 閲閱 闘鬥鬭 陥陷 険險 随隨
  隠隱 隣鄰 雁鴈 雑雜 霊靈 青靑 静靜 頬頰 頴穎 頼賴 顔顏 顕顯 飲飮 餅餠 館舘 駅驛 駆驅 騒騷 験驗 髄髓 高髙 髪髮 鴎鷗 鵞鵝 鶏雞鷄 鹸鹼 麦麥 麹麴 麺麪麵 黄黃 黒黑 黙默
  鼈鱉 齢齡
`

const today = new Map(
  FORMS.trim()
    .split(/\s+/)
    .flatMap((forms) => {
      const [first = '', ...older] = forms
      return older.map((form): [string, string] => [form, first])
    }),
)

const OLDER = new RegExp(`[${[...today.keys()].join('')}]`, 'gu')

/** Gives a text with the kanji of today in place of older forms. */
export const withTodaysKanji = (text: string): string =>
  text.replaceAll(OLDER, (form) => today.get(form) ?? form)
