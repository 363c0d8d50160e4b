// Mocha adds files named on the command line to the settings' own; these settings have none.
const { spec: _, ...settings } = require('../.mocharc.cjs')
module.exports = settings
