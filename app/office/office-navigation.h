/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* Over a group of rooms or people. All properties notify. */
#define OFFICE_TYPE_NAVIGATION_SECTION (office_navigation_section_get_type ())
G_DECLARE_FINAL_TYPE (OfficeNavigationSection, office_navigation_section, OFFICE, NAVIGATION_SECTION, GObject)

typedef enum {
  OFFICE_SECTION_FAVOURITES,
  OFFICE_SECTION_GROUP, /* that one has made */
  OFFICE_SECTION_ROOMS,
  OFFICE_SECTION_PEOPLE,
  OFFICE_SECTION_BROWSE, /* not a heading: the way to the rooms that are not here */
} OfficeSectionKind;

OfficeSectionKind office_navigation_section_get_kind (OfficeNavigationSection *self);
const char *office_navigation_section_get_id (OfficeNavigationSection *self); /* to remember it by */
const char *office_navigation_section_get_name (OfficeNavigationSection *self); /* of a group; nullable */
gboolean office_navigation_section_get_collapsed (OfficeNavigationSection *self); /* "collapsed" */

/*
 * What a sidebar shows: a GListModel of OfficeNavigationSection, each followed by its OfficeRoom and OfficePerson. Favourites
 * come first, then one's own groups, the rooms that one is a member of, people. A public room that one has not joined is
 * there while it is open or calls one by name; somebody who is in no room yet sees all of them. Of a section that is
 * collapsed, what is open or new stays.
 */
#define OFFICE_TYPE_NAVIGATION (office_navigation_get_type ())
G_DECLARE_FINAL_TYPE (OfficeNavigation, office_navigation, OFFICE, NAVIGATION, GObject)

OfficeNavigation *office_navigation_new (OfficeSession *session);
void office_navigation_set_open_room (OfficeNavigation *self, const char *room); /* nullable */
void office_navigation_set_collapsed (OfficeNavigation *self, const char *section, gboolean collapsed);

G_END_DECLS
