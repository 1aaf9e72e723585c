// The public front page, and what stands where nothing is.
import { addressWith, render, say, type View } from './frame.tsx'

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
        <a href={addressWith(view, { path: '/' })}>{t('home')}</a>
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
        <a href={addressWith(view, { path: '/places' })}>{t('placesDoor')}</a>
        <a href={addressWith(view, { path: '/open-account' })}>{t('openAccounts')}</a>
        <a href={addressWith(view, { path: '/family' })}>{t('familyDoor')}</a>
        <a href="/api">{t('interfaceDescription')}</a>
      </nav>
    </main>
  )
}
