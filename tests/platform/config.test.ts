import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { resolve } from 'node:path'
import { ConfigError, readConfig, SERVICE_NAMES } from '../../platform/config.ts'

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://brevet.example',
  SMTP_URL: 'smtp://mail.example',
}

type Environment = Record<string, string>

describe('the configuration', () => {
  it('needs nothing in development', () => {
    const config = readConfig({})
    deepEqual(
      { ...config, services: [...config.services], fetchAllow: [...config.fetchAllow] },
      {
        production: false,
        host: '127.0.0.1',
        port: 3000,
        publicUrl: 'http://localhost:3000',
        quotas: {},
        dataDir: resolve('data'),
        databaseUrl: undefined,
        tls: undefined,
        services: [...SERVICE_NAMES],
        logLevel: 'warn',
        fetchAllow: [],
        rankingThreads: 1,
        trustProxy: 0,
        smtpUrl: undefined,
        mailFrom: 'Brevet <no-reply@localhost>',
        keyPassphrase: undefined,
        trustAnchors: undefined,
        keyStore: { kind: 'file', rings: new Set(['course', 'awards']) },
        issuingAlgorithm: 'Ed25519',
        model: undefined,
        region: undefined,
        wallets: { profile: 'open', providers: undefined },
        tutorLimits: {
          messagesPerDay: 200,
          messagesPerMinute: 20,
          answersPerDay: 60,
          organisationAnswersPerDay: 5_000,
          organisationAnswersPerMinute: 300,
        },
        grader: 'human',
      },
    )
  })

  it('needs a public address and mail in production, and listens to all', () => {
    const config = readConfig(PRODUCTION)
    equal(config.production, true)
    equal(config.host, '0.0.0.0')
    equal(config.publicUrl, 'https://brevet.example')
  })

  it('reads all there is', () => {
    const config = readConfig({
      HOST: '::1',
      PORT: '8080',
      PUBLIC_URL: 'http://127.0.0.1:8080/',
      DATA_DIR: '/var/lib/brevet',
      DATABASE_URL: 'postgres://db/brevet',
      SERVICES: 'issuer, verifier',
      LOG_LEVEL: 'debug',
      FETCH_ALLOW: '127.0.0.1:9000,[::1]:9001,inner.example:80',
      TRUST_PROXY: '2',
      RANKING_THREADS: '4',
      SMTP_URL: 'smtp://mail.example',
      MAIL_FROM: 'School <no-reply@school.example>',
      KEY_PASSPHRASE: 'open sesame',
      MODEL_BASE_URL: 'http://127.0.0.1:11434/v1',
      MODEL_NAME: 'small',
      MODEL_API_KEY: 'k',
      MODEL_LABEL: 'ours',
      MODEL_REGION: 'FR',
      ORGANISATION_REGION: 'EU',
      TUTOR_ANSWERS_PER_DAY: '0',
    })
    equal(config.port, 8080)
    equal(config.publicUrl, 'http://127.0.0.1:8080')
    equal(config.dataDir, '/var/lib/brevet')
    deepEqual([...config.services], ['issuer', 'verifier'])
    deepEqual([...config.fetchAllow], ['127.0.0.1:9000', '[::1]:9001', 'inner.example:80'])
    equal(config.trustProxy, 2)
    equal(config.rankingThreads, 4)
    equal(config.keyPassphrase, 'open sesame')
    deepEqual(config.model, {
      baseUrl: 'http://127.0.0.1:11434/v1',
      model: 'small',
      apiKey: 'k',
      label: 'ours',
      region: 'FR',
    })
    equal(config.region, 'EU')
    equal(config.tutorLimits.answersPerDay, 0)
    equal(config.grader, 'model')
  })

  it('takes a variable that is empty for one that is not set', () => {
    const config = readConfig({
      DATABASE_URL: '',
      TLS_CERT: '',
      TLS_KEY: '',
      SERVICES: '',
      FETCH_ALLOW: '',
      SMTP_URL: '',
      KEY_PASSPHRASE: '',
      MODEL_BASE_URL: '',
      MODEL_NAME: '',
    })
    equal(config.databaseUrl, undefined)
    equal(config.tls, undefined)
    equal(config.services.size, SERVICE_NAMES.length)
    equal(config.smtpUrl, undefined)
    equal(config.keyPassphrase, undefined)
    equal(config.model, undefined)
  })

  it('makes the public address https where TLS is on', () => {
    const { publicUrl, tls } = readConfig({ TLS_CERT: 'c.pem', TLS_KEY: 'k.pem', PORT: '3443' })
    equal(publicUrl, 'https://localhost:3443')
    deepEqual(tls, { cert: 'c.pem', key: 'k.pem' })
  })

  it('names the model by its host where nobody named it', () => {
    const { model } = readConfig({ MODEL_BASE_URL: 'https://llm.example/v1', MODEL_NAME: 'm' })
    equal(model?.label, 'llm.example')
    equal(model?.apiKey, '')
  })

  it('takes the demo grader when it is chosen, in development', () => {
    equal(readConfig({ GRADER: 'demo' }).grader, 'demo')
    equal(readConfig({ ...PRODUCTION, GRADER: 'human' }).grader, 'human')
  })

  it('limits API clients in production, in development only when told to', () => {
    deepEqual(readConfig({}).quotas, {})
    deepEqual(readConfig(PRODUCTION).quotas, {
      ...{ requestsPerMinute: 6000, credentialsPerDay: 100_000 },
    })
    const told = { CLIENT_REQUESTS_PER_MINUTE: '60', CLIENT_CREDENTIALS_PER_DAY: 'none' }
    deepEqual(readConfig({ ...PRODUCTION, ...told }).quotas, { requestsPerMinute: 60 })
    deepEqual(readConfig(told).quotas, { requestsPerMinute: 60 })
  })

  it('needs no mail in production where nobody signs in', () => {
    const { SMTP_URL: _, ...rest } = PRODUCTION
    equal(readConfig({ ...rest, SERVICES: 'verifier' }).services.has('accounts'), false)
  })
})

describe('a configuration that contradicts itself is refused', () => {
  const cases: Record<string, readonly [Environment, RegExp]> = {
    'a port that is no number': [{ PORT: '80a' }, /^PORT=80a must be a whole number$/],
    'a negative port': [{ PORT: '-1' }, /PORT/],
    'a fractional port': [{ PORT: '3000.5' }, /PORT/],
    'a port beyond the last': [{ PORT: '65536' }, /^PORT=65536 must be at most 65535$/],
    'proxies that are no number': [{ TRUST_PROXY: 'yes' }, /^TRUST_PROXY=yes/],
    'no thread to rank in': [{ RANKING_THREADS: '0' }, /^RANKING_THREADS=0 must be from 1/],
    'a thousand threads to rank in': [{ RANKING_THREADS: '1000' }, /^RANKING_THREADS=1000/],
    'no request in a minute': [
      { CLIENT_REQUESTS_PER_MINUTE: '0' },
      /^CLIENT_REQUESTS_PER_MINUTE=0 must be from 1 to 1000000, or none$/,
    ],
    'credentials in a day that are no number': [
      { CLIENT_CREDENTIALS_PER_DAY: 'all' },
      /^CLIENT_CREDENTIALS_PER_DAY=all must be from 1 to 1000000000, or none$/,
    ],
    'development open to others': [
      { HOST: '0.0.0.0' },
      /^HOST=0\.0\.0\.0 needs NODE_ENV=production/,
    ],
    'development on an address of the network': [{ HOST: '192.168.1.2' }, /HOST/],
    'half of TLS (the certificate)': [{ TLS_CERT: 'c' }, /^TLS_CERT and TLS_KEY go together/],
    'half of TLS (the key)': [{ TLS_KEY: 'k' }, /^TLS_CERT and TLS_KEY go together/],
    'a public address that is no URL': [{ PUBLIC_URL: 'brevet' }, /^PUBLIC_URL=brevet must be/],
    'a public address of another scheme': [{ PUBLIC_URL: 'ftp://brevet.example' }, /PUBLIC_URL/],
    'a public address with a path': [{ PUBLIC_URL: 'https://b.example/app' }, /origin alone/],
    'a public address with a query': [{ PUBLIC_URL: 'https://b.example/?a' }, /origin alone/],
    'a public address with a fragment': [{ PUBLIC_URL: 'https://b.example/#a' }, /origin alone/],
    'a public address with a user': [{ PUBLIC_URL: 'https://a@b.example/' }, /origin alone/],
    'a public address with a password': [
      { PUBLIC_URL: 'https://:s3cret@b.example/' },
      /origin alone/,
    ],
    'a database that is no PostgreSQL': [
      { DATABASE_URL: 'mysql://db' },
      /^DATABASE_URL must begin with postgres:\/\//,
    ],
    'a service that is not known': [
      { SERVICES: 'issuer,billing' },
      /^SERVICES names billing; known/,
    ],
    'services with an empty name': [{ SERVICES: 'issuer,,verifier' }, /^SERVICES/],
    'a log level that is not known': [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL=loud must be one of/],
    'an open door without a port': [{ FETCH_ALLOW: 'inner.example' }, /^FETCH_ALLOW holds inner/],
    'an open door that is a URL': [{ FETCH_ALLOW: 'http://a:80' }, /^FETCH_ALLOW/],
    'an open door to everything': [{ FETCH_ALLOW: '*:80' }, /^FETCH_ALLOW/],
    'half of a model (the address)': [{ MODEL_BASE_URL: 'https://m' }, /go together/],
    'half of a model (the name)': [{ MODEL_NAME: 'm' }, /go together/],
    'the region of a model that is not there': [{ MODEL_REGION: 'MA' }, /^MODEL_REGION needs/],
    'the region of a model and no other to compare it with': [
      { MODEL_BASE_URL: 'https://m', MODEL_NAME: 'm', MODEL_REGION: 'MA' },
      /set that too$/,
    ],
    'a region that is none': [{ ORGANISATION_REGION: 'Maroc' }, /^ORGANISATION_REGION=Maroc must/],
    'a region nobody knows': [{ ORGANISATION_REGION: 'QX' }, /^ORGANISATION_REGION=QX must/],
    'a limit that is no number': [
      { TUTOR_ANSWERS_PER_DAY: '-1' },
      /^TUTOR_ANSWERS_PER_DAY=-1 must/,
    ],
    'a tutor that may hear nothing': [
      { TUTOR_MESSAGES_PER_DAY: '0' },
      /^TUTOR_MESSAGES_PER_DAY=0 must be a whole number of at least 1$/,
    ],
    'a model at something that is no URL': [
      { MODEL_BASE_URL: 'm', MODEL_NAME: 'm' },
      /^MODEL_BASE_URL=m must be/,
    ],
    'a grader that is not known': [
      { GRADER: 'dice' },
      /^GRADER=dice must be model, human or demo$/,
    ],
    'a model as grader that is not there': [{ GRADER: 'model' }, /^GRADER=model needs/],
    'production without a public address': [
      { NODE_ENV: 'production', SMTP_URL: 'smtp://m' },
      /^PUBLIC_URL is needed in production/,
    ],
    'production without https': [
      { ...PRODUCTION, PUBLIC_URL: 'http://brevet.example' },
      /^PUBLIC_URL=http:\/\/brevet.example must be https in production$/,
    ],
    'production with open doors': [
      { ...PRODUCTION, FETCH_ALLOW: '127.0.0.1:80' },
      /^FETCH_ALLOW opens private addresses/,
    ],
    'production with the demo grader': [
      { ...PRODUCTION, GRADER: 'demo' },
      /^GRADER=demo marks nothing/,
    ],
    'production without mail': [
      { NODE_ENV: 'production', PUBLIC_URL: 'https://b.example' },
      /^SMTP_URL is needed in production/,
    ],
  }
  for (const [what, [environment, message]] of Object.entries(cases)) {
    it(what, () => {
      throws(
        () => readConfig(environment),
        (error) => {
          ok(error instanceof ConfigError)
          ok(message.test(error.message), error.message)
          equal(error.message.split('\n').length, 1)
          ok(!error.message.includes('s3cret'), error.message)
          return true
        },
      )
    })
  }
})
