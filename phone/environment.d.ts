// What the build writes into the app.
interface ImportMetaEnv {
  readonly APP_VERSION: string
}
