/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-peer.h"

G_BEGIN_DECLS

/* What the people of the demo do while somebody watches: one is writing now and then, and in some rooms one answers, once. */
typedef struct _OfficeDemoLife OfficeDemoLife;

OfficeDemoLife *office_demo_life_new (OfficeDemoScene *scene, GPtrArray *peers, OfficeClock *clock); /* both must outlive it */
void office_demo_life_free (OfficeDemoLife *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeDemoLife, office_demo_life_free)

G_END_DECLS
