// A password somebody else has chosen must be changed before anything else.
import { PasswordForm } from '../accounts/PasswordForm.tsx'
import { useWords } from '../language.tsx'

export function MustChangePassword() {
  const say = useWords()
  return (
    <main className="signin">
      <section className="signin-card">
        <h1>{say('password.mustTitle')}</h1>
        <p className="soft">{say('password.mustAdvice')}</p>
        <PasswordForm />
      </section>
    </main>
  )
}
