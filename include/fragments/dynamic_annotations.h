/* Hints for race detectors, of which there are none here: they say nothing. */
@begin
@empty
