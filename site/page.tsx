// The public pages as functions from data to HTML: they read without script and print well.
import { renderToStaticMarkup } from 'react-dom/server'
import { type Language, words } from '../ui/words.ts'
import { en } from './messages/en.ts'
import { ko } from './messages/ko.ts'
import { zh } from './messages/zh.ts'

export interface View {
  language: Language
  large: boolean
  /** True when the database holds made-up people. */
  synthetic: boolean
}

const say = words({ zh, ko, en })
const htmlLanguages = { zh: 'zh-CN', ko: 'ko-KR', en: 'en' } as const
const languageNames = { zh: '中文', ko: '조선말', en: 'English' } as const

function addressWith(view: View, change: Partial<View>): string {
  const next = { ...view, ...change }
  const parts = [
    ...(next.language === 'zh' ? [] : [`lang=${next.language}`]),
    ...(next.large ? ['size=large'] : []),
  ]
  return parts.length ? `/?${parts.join('&')}` : '/'
}

export function homePage(view: View): string {
  return render(view, <Home view={view} />)
}

export function notFoundPage(view: View): string {
  const t = say(view.language)
  return render(
    view,
    <main>
      <h1>{t('notFound')}</h1>
      <p>{t('notFoundHint')}</p>
      <p>
        <a href={addressWith(view, {})}>{t('home')}</a>
      </p>
    </main>,
  )
}

function Home({ view }: { view: View }) {
  const t = say(view.language)
  return (
    <main>
      <header>
        <p className="motto">{t('motto')}</p>
        <h1>{t('title')}</h1>
        <p className="lead">{t('lead')}</p>
      </header>
      <section className="help">
        <h2>{t('helpTitle')}</h2>
        <ol>
          <li>{t('helpDanger')}</li>
          <li>{t('helpVillage')}</li>
          <li>{t('helpHotline')}</li>
        </ol>
      </section>
      <section>
        <h2>{t('nowTitle')}</h2>
        <ul>
          <li>{t('nowLedger')}</li>
          <li>{t('nowVisit')}</li>
          <li>{t('nowCase')}</li>
          <li>{t('nowBoard')}</li>
        </ul>
      </section>
      <section>
        <h2>{t('notYetTitle')}</h2>
        <p>{t('notYet')}</p>
      </section>
      <section>
        <h2>{t('privacyTitle')}</h2>
        <p>{t('privacy')}</p>
      </section>
      <nav className="doors">
        <a className="main" href="/console/">
          {t('staff')}
        </a>
        <a href="/phone/">{t('visitor')}</a>
        <a href="/api">{t('interfaceDescription')}</a>
      </nav>
    </main>
  )
}

function Bar({ view }: { view: View }) {
  const t = say(view.language)
  return (
    <nav className="bar">
      {(Object.keys(languageNames) as Language[]).map(language => (
        <a
          key={language}
          href={addressWith(view, { language })}
          lang={htmlLanguages[language]}
          aria-current={language === view.language ? 'true' : undefined}
        >
          {languageNames[language]}
        </a>
      ))}
      <a href={addressWith(view, { large: !view.large })}>{view.large ? t('normal') : t('larger')}</a>
      <button type="button" id="read-aloud" hidden data-stop={t('stopReading')} data-read={t('readAloud')}>
        {t('readAloud')}
      </button>
    </nav>
  )
}

function render(view: View, body: React.ReactNode): string {
  const t = say(view.language)
  const page = (
    <html lang={htmlLanguages[view.language]} className={view.large ? 'large' : ''}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{t('title')}</title>
        <link rel="stylesheet" href="/site.css" />
        <script src="/read-aloud.js" defer />
      </head>
      <body>
        {view.synthetic && <p className="synthetic">{t('synthetic')}</p>}
        <Bar view={view} />
        {body}
      </body>
    </html>
  )
  return `<!doctype html>${renderToStaticMarkup(page)}`
}
