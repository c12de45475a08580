// Second in a new realm: ses, which adds lockdown() and harden() to the global object.
import 'ses/lockdown';
