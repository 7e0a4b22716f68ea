/**
 * Words that many articles have, whatever they tell: sharing them says little. Japanese pairs of characters by how many of
 * 150 Wikinews articles have them, and what agencies write every day.
 */

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

export const COMMON_PAIRS = set(`
新聞 日新 日本 朝日 発表 今回 時間 毎日 読売 売新 可能 報道 日午 一方 予定 東京 現在 午後 以下 能性 通信 確認 経新 全国 午前 影響
発生 世界 今後 産経 結果 問題 情報 当時 関係 同日 記事 京都 機関 会見 委員 員会 本時 選手 今年 会社 死亡 以上 開催 説明 経済 大会 試合
以来 代表 報告 被害 中心 地域 当初 決定 発見 不明 政府 計画 女性 開始 中国 活動 中央 事故 一部 同様 係者 使用 場合 野球 大阪 議会 地方
事件 同社 年度 参加 必要 各地 警察 優勝 理由 現地 宣言 判断 下同 特別 現場 調査 男性 周辺 研究 国内 会議 万人 学校 終了 共同 状態 勝利
逮捕 共和 容疑 国際 市民 管理 大学 関連 民主 運営 設置 日間 出場 原因 中止 捜査 実施 時事 事通 済新 和国 作業 協議 空港 対応 所属 議員
年間 最大 付近 獲得 万円 状況 完全 期間 違反 記者 責任 本経 放送 億円 年以 裁判 行方 部分 労働 連合 全体 停止 首相 多数 選挙 一時 地元
以外 団体 在住 航空 手権 通過 事務 最後 方針 経営 最終 太平 平洋 高校 島県 社長 見込 大統 統領 場所 家族 同市 監督 取材 当局 地時 病院
社会 条件 発売 指摘 公式 自動 契約 事業 開発 程度 販売 者会 対策 本部 予想 確定 兵庫 庫県 記録 最高 指導 阪市 業員 相次 時点 対象 提出
候補 過去 沖縄 目指 千葉 規模 横浜 鉄道 乗客 公開 英語 施設 事実 疑者 法違 以後 自宅 開幕 本人 連続 以降 検察 非常 全面 方不 番組 教授
判明 処分 検査 知事 延長 反対 議長 正式 道府 府県 抗議 存在 殺人 電話 議院 上回 前回 申請 政権 北海 海道 変更 月末 日付 批判 移動 神奈
奈川 直後 決勝 対戦 利用 目的 社員 組織 否定 通常 死者 広島 相当 自分 高等 業務 支援 国民 県警 投票 昨年 合計 前年 前日 前週 同期 年同
同月 連結 純利 利益 増加 減少 上昇 下落 値上 値下 市場 株式 株価 終値 価格 平均 大手 新型 最新 全国 県内 市内 県議 市議 知事 市長 新人
現職 無所 所属 当選 任期 満了 初公 公判 被告 判決 懲役 執行 猶予 地裁 高裁 起訴 送検 疑い 容認 警察署 男女 高齢 意識 重体 重傷 軽傷 搬送
木造 住宅 出火 全焼 遺体 身元 気象 象庁 震度 震源 津波 地震 深さ 規模 推定 最大 警戒 注意 呼掛 大雨 暴風 上陸 接近 台風 号機 運転 見合
列車 電車 線路 駅間 信号 点検 車両 勝敗 本拠 拠地 先発 打線 連敗 連勝 得点 失点 首位 第一 第二 初戦 決め 今季 昨季 通算 都内 同庁 同省
農林 林水 水産 総務 務省 外務 財務 厚生 生労 働省 文部 部科 科学 学省 国土 土交 交通 通省 経産 環境 境省 防衛 衛省 内閣 官房 房長 長官
全員 一致 会合 会談 協力 強化 首脳 訪問 合意 署名 交渉 方向 検討 方法 新設 建設 工場 投資 総額 金額 計上 予算 補助 助成 導入 拡大 縮小
需要 供給 原材 材料 物流 流費 高騰 主力 商品 製品 品目 食品 店舗 施設 開業 来場 来館 開店 行列 入場 観光 旅行 外国 国人 年ぶ 過去最 更新
受賞 選考 小説 映画 俳優 歌手 主演 放送 配信 公演 結婚 交際 一般 死去 病気 葬儀 喪主 享年 専門 専門家 国立 私立 研究所 学会 論文 学術 術誌
`)

export const COMMON_KATAKANA = set(`
コメント ニュース アメリカ スポーツ テレビ チーム ロイター リーグ センター サイト フランス プロ ドイツ イギリス インターネット サッカー
オーストラリア ドル アフリカ トラブル ビル アジア グループ カメラ インタビュー メートル ケース ヒット メール ポイント ホームページ ゴール
オリンピック ファン ウイルス ドラマ イタリア ウェブサイト メッセージ リリース ブランド シーズン マンション アクセス キロ トン グラム ユーロ
パーセント メーカー サービス システム データ ネット ロシア インド カナダ スペイン ウクライナ イスラエル トランプ ワシントン マグニチュード
プレス レベル トップ カ カ月 カ国 ページ スタート オープン イベント プロジェクト プラン モデル シリーズ タイプ デザイン カード バス タクシー
トラック スーパー コンビニ ホテル レストラン ランキング ルール テスト エネルギー ガス コスト ビジネス クラブ ホーム アウェー ライン ケガ
メンバー リーダー アプリ ソフト ユーザー スマホ スマートフォン パソコン ゲーム アニメ キャラクター ステージ コース レース ラウンド セット
`)

/** Said by nobody in particular; no part of any story. */
export const STOP_WORDS = set(`
a an the and or but nor so if as at by for from in into of on onto off out over under up down to with without within about after before since
until than then that this these those there here when where which who whom whose what why how while during through between among against across
is are was were be been being am do does did done has have had having will would shall should can could may might must not no it its he she they
them him her his their we us our you your i me my one two more most less least much many some any all both each every other another such same
also only just even still yet too very now again further once ever never own s t re ve ll d m reuters afp ap said say says saying told tell per via amid
`)

/** Written every day. */
export const COMMON_WORDS = set(`
new first last year years month months week weeks day days today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec morning
evening afternoon night overnight early late hour hours minute minutes time times second third fourth quarter half annual daily weekly
people man men woman women child children family families person group groups team teams company companies firm firms business country countries
world state states city town area region local national international global government official officials minister president prime leader leaders
police authorities authority court judge law lawmakers public report reports reported according source sources statement spokesman spokesperson
news agency media press image images video photo show shows showed find found finds make makes made making take takes took taken taking give
gives gave given get gets got go goes went gone come comes came coming set sets put see sees seen saw know known use used using work works working
help helps want wants need needs keep keeps kept hold holds held call calls called ask asked lead leads led start starts started begin begins
began end ends ended open opens opened close closed move moves moved plan plans planned planning expected expect expects likely agree agreed deal
deals announce announces announced announcement unveil unveiled launch launches launched release released releases available offer offers
rise rises rose rising fall falls fell falling fallen gain gains gained drop drops dropped climb climbs climbed jump jumps jumped slip slipped
high higher highest low lower lowest big bigger biggest large larger largest small long short major top best good great old young full half
million billion trillion percent per cent number numbers total average price prices cost costs market markets share shares stock stocks investor
investors profit profits sales revenue earnings loss losses growth rate rates economy economic trade bank money pay pays paid job jobs
kill kills killed killing die dies died dead death deaths injured injuring injury injuries hurt victim victims arrested charged accused suspect
suspected attack attacks crash crashes fire fires storm rain weather flood emergency rescue rescued accident incident damage damaged
win wins won winning beat beats beaten lose loses lost game games match matches season league cup final finals semi title player players coach
club goal goals score scored points victory defeat draw champion champions championship tournament
vote votes voted voting election elections party parties parliament opposition campaign candidate candidates bill house senate
us u.s uk u.k eu united britain british american america europe european china chinese russia russian india japan japanese germany german france
french north south east west northern southern eastern western central
back right left next near around away part place side line way home head face hit hits cut cuts run runs run
study scientists researchers university school schools students health hospital doctors patients drug medical
service services system systems power water energy data technology software app online users user phone internet site website
film movie director actor series music album star award awards show book
`)

/** Names that are in the papers every day: two texts that share one need not tell one story. */
export const COMMON_NAMES = set(`
trump biden obama putin zelensky zelenskiy xi modi netanyahu macron musk google alphabet apple microsoft amazon meta facebook instagram
whatsapp tiktok youtube twitter openai chatgpt nvidia tesla samsung sony toyota boeing airbus netflix disney intel tsmc spacex nasa
london paris berlin york washington tokyo brussels moscow beijing delhi texas california florida pentagon kremlin congress nato un eu imf
ecb fed fda who wto opec gaza hamas ukraine russia white house supreme wall street dow nasdaq premier champions olympic olympics uefa
fifa nba nfl mlb nhl formula f1 gp wimbledon oscar oscars grammy republican republicans democrat democrats conservative labour tory tories
christmas easter ai bbc cnn twenty cathedral saint san st mr mrs ms dr sir
`)

export const isCommonWord = (word: string): boolean => COMMON_WORDS.has(word)
