/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-random.h"

G_BEGIN_DECLS

/* The same bytes for the same seed, on every machine (splitmix64). Any thread. */
#define OFFICE_TYPE_FAKE_RANDOM (office_fake_random_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFakeRandom, office_fake_random, OFFICE, FAKE_RANDOM, OfficeRandom)

OfficeRandom *office_fake_random_new (guint64 seed);

G_END_DECLS
