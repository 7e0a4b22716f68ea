/** English words of the news that stand for one another from paper to paper, and names that have a short form. Pure. */

/** Rows of words that tell one thing; a text's words are compared as the first of their row. */
const ROWS = `
quake earthquake tremor temblor aftershock
evacuate flee fled
jail prison sentence behind-bars term imprison
kidnap abduct hostage
wildfire blaze bushfire fire firefighter
layoff redundancy axe
profit earning income
buy acquire acquisition purchase takeover snap
vaccine jab shot
baby infant toddler
student pupil schoolgirl schoolboy schoolchild
gunman attacker shooter assailant
plane airliner jet aircraft airplane flight
airline carrier
train rail railway railroad
storm typhoon hurricane cyclone nor'easter
flood deluge inundate
rain downpour rainfall
power electricity
outage blackout
pill tablet drug medicine medication
approve clear endorse back recommend approval go-ahead
regulator watchdog
ceo boss chief
resign quit depart resignation exit
customer subscriber shopper user
store shop retailer cafe outlet
car vehicle automaker carmaker auto
election vote poll ballot
protest demonstration demonstrator protester march
hack hacker cyber-attack cyberattack breach
steal stole stolen theft heist thief thieves robbery robber raid snatch
jewel jewellery jewelry
pact agreement deal accord
die death dead kill fatal killing
injure hurt wound injury
rescue save rescuer
sink sank sunk capsize
vessel ship boat ferry
explode blast explosion
liftoff lift-off launch
ceasefire truce
pope pontiff papal vatican
beat defeat down sink triumph victory win won winner
champion crown title
research study scientist researcher astronomer palaeontologist
find found discover discovery spot
cut lower reduce slash trim
raise hike increase lift
unchanged steady hold held
fine penalty
antitrust competition monopoly
strike walkout stoppage walk-out
worker staff employee
pay wage salary
bribe bribery corruption kickback graft
envoy ambassador diplomat
restore reinstate resume restart
phone smartphone handset iphone
bug vulnerability flaw
patch fix update
tariff duty levy
arrest detain custody
murder homicide
stab knife stabbing
sleet snow snowfall blizzard
lawyer attorney
child kid
film movie
actor actress star
footballer player
migrant refugee
soldier troop
missile weapon
oil crude
chip semiconductor chipmaker
hottest heat heatwave warmest
bank lender
rebel insurgent militant
crash collide collision smash derail
collapse breach
search hunt
row dispute
ban outlaw prohibit
reject decline refuse
`

/** Seats of governments, which papers say for the country. */
const SEATS = `
ottawa canada|delhi india|beijing china|moscow russia|kremlin russia|kyiv ukraine|athens greece|madrid spain|rome italy|paris france
berlin germany|bogota colombia|lima peru|manila philippines|seoul korea|jakarta indonesia|bangkok thailand|ankara turkey|tehran iran
baghdad iraq|cairo egypt|nairobi kenya|abuja nigeria|santiago chile|caracas venezuela|canberra australia|dublin ireland|lisbon portugal
warsaw poland|budapest hungary|prague czechia|vienna austria|brussels eu|stockholm sweden|oslo norway|copenhagen denmark|helsinki finland
belgrade serbia|hanoi vietnam|taipei taiwan|islamabad pakistan|damascus syria|khartoum sudan|jerusalem israel|tokyo japan|washington us
london britain|westminster britain|kathmandu nepal|dhaka bangladesh|colombo lanka|riyadh saudi|doha qatar|beirut lebanon|kabul afghanistan
havana cuba|quito ecuador|brasilia brazil|amsterdam netherlands|hague netherlands|edinburgh scotland|cardiff wales|bucharest romania
`

/** What has a short form that everybody knows. */
const SHORT: Readonly<Record<string, string>> = {
  'federal reserve': 'Fed',
  'us central bank': 'Fed',
  'u.s. central bank': 'Fed',
  'european central bank': 'ECB',
  'bank of england': 'BoE',
  'bank of japan': 'BoJ',
  'european union': 'EU',
  'european commission': 'EU',
  'united nations': 'UN',
  'united states': 'US',
  'united kingdom': 'UK',
  'u.s.': 'US',
  'u.k.': 'UK',
  'e.u.': 'EU',
  'prime minister': 'PM',
  premier: 'PM',
  'artificial intelligence': 'AI',
  'food and drug administration': 'FDA',
  'european medicines agency': 'EMA',
  'international space station': 'ISS',
  'space station': 'ISS',
  'formula one': 'F1',
  'formula 1': 'F1',
  'grand prix': 'GP',
  'international monetary fund': 'IMF',
  'interest rates': 'rates',
  'borrowing costs': 'rates',
  'key rate': 'rates',
  'benchmark rate': 'rates',
  'consumer prices': 'inflation',
  'step down': 'resign',
  'steps down': 'resign',
  'stepped down': 'resign',
  'stepping down': 'resign',
  'lay off': 'layoff',
  'lays off': 'layoff',
  'laid off': 'layoff',
  'laying off': 'layoff',
  'job cuts': 'layoff',
  'job losses': 'layoff',
  'cut jobs': 'layoff',
  'rate cut': 'cut rates',
  'blew up': 'explode',
  'blow up': 'explode',
  'broke apart': 'explode',
  'gave way': 'collapse',
  'walk out': 'strike',
  'walks out': 'strike',
  'walked out': 'strike',
  'off the rails': 'crash',
  'go-ahead': 'approve',
  'life in prison': 'life prison',
}

const escaped = (text: string) => text.replaceAll('.', '\\.')
const SHORTENED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:the )?(${Object.keys(SHORT)
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
)

/** Gives a text with the short forms in the place of what has one. */
export const shortened = (text: string): string =>
  text.replace(SHORTENED, (whole, name: string) => SHORT[name.toLowerCase()] ?? whole)

/** Gives by each word (as `plain` writes it) the word that stands for it. */
export const synonymsBy = (plain: (word: string) => string): ReadonlyMap<string, string> =>
  new Map(
    ROWS.trim()
      .split('\n')
      .flatMap((row) => {
        const [first = '', ...others] = row.split(' ').map(plain)
        return others.map((word) => [word, first] as const)
      }),
  )

/** Countries by the seats of their governments. */
export const COUNTRY_OF_SEAT: ReadonlyMap<string, string> = new Map(
  SEATS.trim()
    .split(/[|\n]/)
    .map((pair) => {
      const [seat = '', country = ''] = pair.split(' ')
      return [seat, country] as const
    }),
)
