// Where the visit is made: up to twenty seconds in the background, the best fix kept with its accuracy. It never blocks.
const LONGEST_MS = 20000;
const GOOD_METRES = 10;

export function find(keep) {
  return new Promise((done) => {
    if (!navigator.geolocation) {
      done(null);
      return;
    }
    let best = null;
    let watch;
    const end = () => {
      navigator.geolocation.clearWatch(watch);
      done(best);
    };
    const timer = setTimeout(end, LONGEST_MS);
    watch = navigator.geolocation.watchPosition(({ coords }) => {
      if (best && coords.accuracy >= best.accuracy) return;
      best = { latitude: coords.latitude, longitude: coords.longitude, accuracy: Math.min(Math.round(coords.accuracy), 100000) };
      keep(best);
      if (best.accuracy > GOOD_METRES) return;
      clearTimeout(timer);
      end();
    }, () => {}, { enableHighAccuracy: true, maximumAge: 0, timeout: LONGEST_MS });
  });
}
